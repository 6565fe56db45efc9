// One call that serves, reached twice with the same port.
package main

import (
	"fmt"
	"log"
	"net/http"
)

func serve(host string, port int) error {
	server := &http.Server{Addr: fmt.Sprintf("%s:%d", host, port), Handler: http.NotFoundHandler()}
	return server.ListenAndServe() // want [listener-port-conflict error] ":8080"
}

func main() {
	failed := make(chan error)
	go func() { failed <- serve("", 8080) }()
	go func() { failed <- serve("127.0.0.1", 8080) }()
	log.Fatal(<-failed)
}
