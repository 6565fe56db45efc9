package main

import (
	"log"
	"net/http"
	"sync/atomic"
)

var disabled atomic.Bool

func register(m *http.ServeMux) {
	if disabled.Load() {
		return
	}
	m.HandleFunc("/gate", http.NotFound) // want [route-conflict] "/gate"
}

func main() {
	mux := http.NewServeMux()
	register(mux)
	register(mux)
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
