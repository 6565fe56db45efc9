// One call that serves, two calls of the wrapper around it: only one of them passes nil.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func serve(address string, handler http.Handler) error {
	server := &http.Server{Addr: address, Handler: handler}
	return server.ListenAndServe() // want [pprof-exposed] ":8081"
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/", http.NotFound)
	failed := make(chan error)
	go func() { failed <- serve(":8080", mux) }()
	go func() { failed <- serve(":8081", nil) }()
	go func() { failed <- serve("127.0.0.1:8082", http.DefaultServeMux) }()
	log.Fatal(<-failed)
}
