// An arm that goes on is not left aside.
package main

import (
	"log"
	"net/http"
	"os"
)

func start(handler http.Handler) {
	go func() { log.Println(http.ListenAndServe("127.0.0.1:8083", handler)) }()
}

func main() {
	if len(os.Args) > 2 {
		return
	} else if len(os.Args) == 1 {
		start(http.NotFoundHandler())
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:8083", http.NotFoundHandler())) // want [listener-port-conflict] "8083"
}
