// A node is a gateway or a worker, and each registers /jobs. Clean: the questions stand in two functions, and no run is both.
// Whoever asks twice for the same kind registers twice.
// run
package main

import (
	"log"
	"net/http"
	"os"

	"example.com/two-roles/node"
)

func public(n *node.Node, mux *http.ServeMux, on bool) {
	if n.Kind == node.Gateway && on {
		mux.HandleFunc("/jobs", http.NotFound)
		mux.HandleFunc("/status", http.NotFound)
	}
}

func private(mux *http.ServeMux) { mux.HandleFunc("/jobs", http.NotFound) }

func late(n *node.Node, mux *http.ServeMux) {
	if node.Worker != n.Kind {
		return
	}
	mux.HandleFunc("/status", http.NotFound)
}

func main() {
	kind := node.Worker
	if len(os.Args) == 1 {
		kind = node.Gateway
	}
	n, err := node.New(kind)
	if err != nil {
		log.Fatal(err)
	}
	mux := http.NewServeMux()
	public(n, mux, len(os.Args) < 3)
	if n.Kind == node.Worker {
		private(mux)
	}
	late(n, mux)
	if n.Kind == node.Gateway {
		mux.HandleFunc("/status", http.NotFound) // want [route-conflict] "/status"
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
