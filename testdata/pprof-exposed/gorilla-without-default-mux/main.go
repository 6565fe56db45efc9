// Clean: the public router never sees the default mux; the local one does.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"

	"github.com/gorilla/mux"
)

func main() {
	r := mux.NewRouter()
	r.HandleFunc("/users/{id}", http.NotFound)
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(":8080", r) }()
	go func() { failed <- http.ListenAndServe("127.0.0.1:6060", nil) }()
	log.Fatal(<-failed)
}
