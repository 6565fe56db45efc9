// persona: pedantic
// Clean: the listener serves a mux of its own.
package main

import (
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/unused", http.NotFound)
	mux := http.NewServeMux()
	mux.HandleFunc("/", http.NotFound)
	server := http.Server{Addr: ":8080"}
	server.Handler = mux
	log.Fatal(server.ListenAndServe())
}
