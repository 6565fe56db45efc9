// The options have no path for the route.
package main

import (
	"log"
	"net/http"
)

type options struct{ healthPath string }

func ok(http.ResponseWriter, *http.Request) {}

func register(mux *http.ServeMux, o *options) {
	if o.healthPath == "" {
		return
	}
	mux.HandleFunc("/health", ok)
}

func main() {
	mux := http.NewServeMux()
	register(mux, &options{})
	mux.HandleFunc("/health", ok)
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
