// Both servers are made and started: the one is made only sometimes, and then its route is there already.
package main

import (
	"log"
	"net/http"
	"os"
)

type server interface{ Start() error }

type meta struct{ name string }

func (m *meta) routes() { http.HandleFunc("/raft", http.NotFound) }

func (m *meta) Start() error {
	m.routes()
	return nil
}

type data struct{ name string }

func (d *data) register() { http.HandleFunc("/raft", http.NotFound) } // want [route-conflict] "/raft"

func (d *data) Start() error {
	d.register()
	return nil
}

func main() {
	servers := []server{&meta{name: "meta"}}
	if len(os.Args) == 1 {
		servers = append(servers, &data{name: "data"})
	}
	for _, s := range servers {
		if err := s.Start(); err != nil {
			log.Fatal(err)
		}
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
