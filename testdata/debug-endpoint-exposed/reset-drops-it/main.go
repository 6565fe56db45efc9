// Clean: the reset drops the import's route before the mux is served.
package main

import (
	"expvar"
	"log"
	"net/http"
)

var started = expvar.NewInt("started")

func main() {
	started.Set(1)
	http.DefaultServeMux = http.NewServeMux()
	http.HandleFunc("/", http.NotFound)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
