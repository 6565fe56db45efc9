// Clean: one call of an interface's method starts one of the servers, which both register the same routes.
// run: meta
// run: data
package main

import (
	"log"
	"net/http"
	"os"
)

type server interface{ Start() error }

type meta struct{}

func (m *meta) routes() { http.HandleFunc("/raft", http.NotFound) }

func (m *meta) Start() error {
	m.routes()
	return http.ListenAndServe("127.0.0.1:8080", nil)
}

type data struct{}

func (d *data) register() { http.HandleFunc("/raft", http.NotFound) }

func (d *data) Start() error {
	d.register()
	return http.ListenAndServe("127.0.0.1:8080", nil)
}

func main() {
	var s server
	switch role := os.Args[len(os.Args)-1]; role {
	case "meta":
		s = new(meta)
	case "data":
		s = new(data)
	default:
		log.Fatal("no such role: ", role)
	}
	log.Fatal(s.Start())
}
