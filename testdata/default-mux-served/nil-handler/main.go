// persona: pedantic
// Whatever any dependency registers will be served here.
package main

import (
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/", http.NotFound)
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(":8080", nil) }() // want [default-mux-served note] ":8080" [handler-left-nil] ":8080"
	server := &http.Server{Addr: "127.0.0.1:8081"}
	go func() { failed <- server.ListenAndServe() }() // want [default-mux-served note] "127.0.0.1:8081" [handler-left-nil] "127.0.0.1:8081"
	log.Fatal(<-failed)
}
