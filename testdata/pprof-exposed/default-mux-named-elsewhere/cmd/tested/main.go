// A test asks the default mux.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	http.HandleFunc("/a", func(w http.ResponseWriter, r *http.Request) {})
	log.Fatal(http.ListenAndServe(":18422", nil)) // want [pprof-exposed] "serves the pprof routes"
}
