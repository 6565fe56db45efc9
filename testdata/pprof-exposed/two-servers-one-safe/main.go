// Two servers in one function: the public one has a mux, the other is local.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/", http.NotFound)
	public := &http.Server{Addr: ":8080", Handler: mux}
	debug := &http.Server{Addr: "127.0.0.1:6060"}
	failed := make(chan error)
	go func() { failed <- debug.ListenAndServe() }()
	go func() { failed <- public.ListenAndServe() }()
	log.Fatal(<-failed)
}
