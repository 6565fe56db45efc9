// It is another mux that is asked.
package main

import (
	"log"
	"net/http"
)

func ok(http.ResponseWriter, *http.Request) {}

func register(mux, other *http.ServeMux, path string) {
	request, err := http.NewRequest(http.MethodGet, path, nil)
	if err != nil {
		log.Fatal(err)
	}
	if _, pattern := other.Handler(request); pattern != "" {
		return
	}
	mux.HandleFunc(path, ok) // want [route-conflict @another_asked] "/health matches the same requests as /health"
}

func main() {
	mux := http.NewServeMux()
	other := http.NewServeMux()
	register(mux, other, "/health")
	register(mux, other, "/health")
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
