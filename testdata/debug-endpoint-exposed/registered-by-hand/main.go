// Clean: whoever writes the route into the public mux means it.
// served: :8080
package main

import (
	"expvar"
	"log"
	"net/http"
)

func main() {
	mux := http.NewServeMux()
	mux.Handle("/debug/vars", expvar.Handler())
	mux.HandleFunc("/debug/level", http.NotFound)
	log.Fatal(http.ListenAndServe(":8080", mux))
}
