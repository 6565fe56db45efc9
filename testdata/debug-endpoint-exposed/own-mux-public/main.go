// Clean: expvar is linked, the public listener serves another mux.
package main

import (
	"expvar"
	"log"
	"net/http"
)

var requests = expvar.NewInt("requests")

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		requests.Add(1)
		http.NotFound(w, r)
	})
	log.Fatal(http.ListenAndServe(":8080", mux))
}
