// Whoever asks the mux for the handler registers only what it has not.
package main

import (
	"log"
	"net/http"
)

func ok(http.ResponseWriter, *http.Request) {}

func register(mux *http.ServeMux, path string) {
	request, err := http.NewRequest(http.MethodGet, path, nil)
	if err != nil {
		log.Fatal(err)
	}
	if _, pattern := mux.Handler(request); pattern != "" {
		return
	}
	mux.HandleFunc(path, ok)
}

func main() {
	mux := http.NewServeMux()
	register(mux, "/health")
	register(mux, "/health")
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
