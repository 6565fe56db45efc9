// What is done for one kind, and for its neighbour, too.
package main

import (
	"log"
	"net/http"

	"example.com/kinds/endpoint"
)

func register(mux *http.ServeMux, e endpoint.Endpoint) {
	if e.Kind == endpoint.Static {
		mux.HandleFunc("/"+e.ID, endpoint.Answer)
	}
}

func main() {
	mux := http.NewServeMux()
	for _, e := range endpoint.Load("endpoints.json") {
		switch e.Kind {
		case endpoint.Testing:
			register(mux, e)
		case endpoint.Static, endpoint.Folder:
			register(mux, e)
		}
		if e.Kind != endpoint.Folder {
			mux.HandleFunc(e.Path, endpoint.Answer) // want [route-conflict] "/file"
		}
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
