// Clean: the default mux is mounted where its pprof routes cannot be asked for, and the
// listener that serves them is local.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	http.HandleFunc("/metrics", http.NotFound)
	mux := http.NewServeMux()
	mux.HandleFunc("/", http.NotFound)
	mux.Handle("/metrics", http.DefaultServeMux)
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(":8080", mux) }()
	go func() { failed <- http.ListenAndServe("localhost:6060", nil) }()
	log.Fatal(<-failed)
}
