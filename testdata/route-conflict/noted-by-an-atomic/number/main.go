package main

import (
	"log"
	"net/http"
	"sync/atomic"
)

type gate struct{ done int32 }

func (g *gate) register(m *http.ServeMux) {
	if atomic.CompareAndSwapInt32(&g.done, 0, 1) {
		m.HandleFunc("/gate", http.NotFound)
	}
}

func main() {
	mux := http.NewServeMux()
	g := &gate{}
	g.register(mux)
	g.register(mux)
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
