// Clean: each endpoint is of one kind, and what is done for one kind is not done for another.
package main

import (
	"log"
	"net/http"

	"example.com/kinds/endpoint"
)

func register(mux *http.ServeMux, e endpoint.Endpoint, path string) {
	if e.Kind == endpoint.Static || e.Kind == endpoint.Folder {
		mux.HandleFunc(path, endpoint.Answer)
		return
	}
	mux.HandleFunc("/"+e.ID, endpoint.Answer)
}

func main() {
	mux := http.NewServeMux()
	for _, e := range endpoint.Load("endpoints.json") {
		if e.Kind == endpoint.Testing {
			register(mux, e, e.ID)
		}
		if e.Kind != endpoint.Testing {
			register(mux, e, e.Path)
		}
		switch e.Kind {
		case endpoint.Testing:
			mux.HandleFunc("/"+e.ID, endpoint.Answer)
		}
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
