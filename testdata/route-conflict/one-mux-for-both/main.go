// Nothing keeps the second registration from the mux that has the first: by default there is only one.
package main

import (
	"flag"
	"log"
	"net/http"
)

var public = flag.String("public", "", "address of the public part, if it has one of its own")

func routes(admin, open *http.ServeMux) {
	admin.HandleFunc("/healthz", http.NotFound)
	open.HandleFunc("/healthz", http.NotFound) // want [route-conflict] "/healthz"
}

func main() {
	flag.Parse()
	admin := http.NewServeMux()
	open := admin
	if *public != "" {
		open = http.NewServeMux()
	}
	routes(admin, open)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", admin))
}
