// A function literal around the call does not look at the error either.
package main

import (
	"log"
	"net/http"
)

func main() {
	server := &http.Server{Addr: "127.0.0.1:8081", Handler: http.NotFoundHandler()}
	go func() {
		log.Println("starting")
		server.ListenAndServe() // want [listen-error-ignored] "127.0.0.1:8081"
	}()
	defer server.Close()
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", http.NotFoundHandler()))
}
