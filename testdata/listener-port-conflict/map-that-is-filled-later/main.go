// What a map gets behind the loop over it, the loop does not see; what it gets before, it does.
package main

import (
	"log"
	"net/http"
)

func main() {
	failed := make(chan error)
	servers := map[string]*http.Server{
		"api": {Addr: "127.0.0.1:7001", Handler: http.NotFoundHandler()},
	}
	servers["metrics"] = &http.Server{Addr: "127.0.0.1:7002", Handler: http.NotFoundHandler()}
	for _, server := range servers {
		go func() { failed <- server.ListenAndServe() }()
	}

	// Clean: kept to be shut down with the others.
	late := &http.Server{Addr: "127.0.0.1:7003", Handler: http.NotFoundHandler()}
	servers["late"] = late
	go func() { log.Print(late.ListenAndServeTLS("", "")) }()

	go func() { failed <- http.ListenAndServe("127.0.0.1:7002", http.NotFoundHandler()) }() // want [listener-port-conflict] "7002"
	log.Fatal(<-failed)
}
