// Clean: the server with the timeout does not serve profiles.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"time"
)

func main() {
	failed := make(chan error)
	mux := http.NewServeMux()
	mux.HandleFunc("/", http.NotFound)
	public := &http.Server{Addr: ":8080", Handler: mux, WriteTimeout: 10 * time.Second}
	go func() { failed <- public.ListenAndServe() }()
	go func() { failed <- http.ListenAndServe("localhost:6060", nil) }()
	log.Fatal(<-failed)
}
