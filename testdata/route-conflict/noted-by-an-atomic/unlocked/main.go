package main

import (
	"log"
	"net/http"
	"sync"
)

var mu sync.Mutex

func register(m *http.ServeMux) {
	if !mu.TryLock() {
		return
	}
	defer mu.Unlock()
	m.HandleFunc("/gate", http.NotFound) // want [route-conflict] "/gate"
}

func main() {
	mux := http.NewServeMux()
	register(mux)
	register(mux)
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
