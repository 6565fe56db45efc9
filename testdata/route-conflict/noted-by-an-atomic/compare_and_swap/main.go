package main

import (
	"log"
	"net/http"
	"sync/atomic"
)

type gate struct{ done atomic.Bool }

func (g *gate) register(m *http.ServeMux) {
	if !g.done.CompareAndSwap(false, true) {
		return
	}
	m.HandleFunc("/gate", http.NotFound)
}

func main() {
	mux := http.NewServeMux()
	var g gate
	g.register(mux)
	g.register(mux)
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
