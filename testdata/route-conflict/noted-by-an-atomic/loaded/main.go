package main

import (
	"log"
	"net/http"
	"sync"
	"sync/atomic"
)

var seen sync.Map

func register(m *http.ServeMux, path string) {
	if _, loaded := seen.LoadOrStore(path, true); loaded {
		return
	}
	m.HandleFunc(path, http.NotFound)
}

var ready atomic.Bool

func other(m *http.ServeMux) {
	if ready.Load() {
		return
	}
	ready.Store(true)
	m.HandleFunc("/other", http.NotFound)
}

func main() {
	mux := http.NewServeMux()
	register(mux, "/a")
	register(mux, "/a")
	other(mux)
	other(mux)
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
