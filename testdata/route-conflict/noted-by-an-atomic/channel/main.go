package main

import (
	"log"
	"net/http"
)

type gate struct{ done chan struct{} }

func (g *gate) register(m *http.ServeMux) {
	select {
	case <-g.done:
		return
	default:
	}
	close(g.done)
	m.HandleFunc("/gate", http.NotFound)
}

var token = make(chan struct{}, 1)

func once(m *http.ServeMux) {
	select {
	case token <- struct{}{}:
		m.HandleFunc("/token", http.NotFound)
	default:
	}
}

func main() {
	mux := http.NewServeMux()
	g := &gate{done: make(chan struct{})}
	g.register(mux)
	g.register(mux)
	once(mux)
	once(mux)
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
