package main

import (
	"log"
	"net/http"
	"sync/atomic"
)

var busy atomic.Bool

func register(m *http.ServeMux) {
	if !busy.CompareAndSwap(false, true) {
		return
	}
	defer busy.Store(false)
	m.HandleFunc("/gate", http.NotFound) // want [route-conflict] "/gate"
}

func main() {
	mux := http.NewServeMux()
	register(mux)
	register(mux)
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
