package main

import (
	"log"
	"net/http"
	"sync/atomic"
)

var calls atomic.Int64
var old int64

func register(m *http.ServeMux) {
	if calls.Add(1) > 1 {
		return
	}
	m.HandleFunc("/gate", http.NotFound)
}

func oldStyle(m *http.ServeMux) {
	if atomic.AddInt64(&old, 1) == 1 {
		m.HandleFunc("/old", http.NotFound)
	}
}

func main() {
	mux := http.NewServeMux()
	register(mux)
	register(mux)
	oldStyle(mux)
	oldStyle(mux)
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
