package main

import (
	"log"
	"net/http"
	"sync/atomic"
)

var done atomic.Bool

func register(m *http.ServeMux) {
	if done.Swap(true) {
		return
	}
	m.HandleFunc("/gate", http.NotFound)
}

func main() {
	mux := http.NewServeMux()
	register(mux)
	register(mux)
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
