// The call of the interface's method is in a loop: one run comes to both.
package main

import (
	"log"
	"net/http"
)

type module interface{ Register(mux *http.ServeMux) }

type meta struct{}

func (meta) Register(mux *http.ServeMux) { mux.HandleFunc("/raft", http.NotFound) }

type data struct{}

func (data) Register(mux *http.ServeMux) {
	mux.HandleFunc("/raft", http.NotFound) // want [route-conflict] "/raft"
}

func main() {
	mux := http.NewServeMux()
	for _, m := range []module{meta{}, data{}} {
		m.Register(mux)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
