// Clean: what goes to the public mux goes there only where it is not the mux for administrators.
// run:
// run: -public=:8081
package main

import (
	"flag"
	"log"
	"net/http"
)

var public = flag.String("public", "", "address of the public part, if it has one of its own")

func routes(admin, open *http.ServeMux) {
	statics(admin)
	admin.HandleFunc("/healthz", http.NotFound)
	admin.HandleFunc("/", http.NotFound)
	if admin != open {
		statics(open)
		open.HandleFunc("/healthz", http.NotFound)
		open.HandleFunc("/", http.NotFound)
	}
}

func statics(mux *http.ServeMux) { mux.Handle("/favicon.ico", http.NotFoundHandler()) }

func main() {
	flag.Parse()
	admin := http.NewServeMux()
	open := admin
	if *public != "" {
		open = http.NewServeMux()
	}
	routes(admin, open)
	if admin != open {
		go func() { log.Fatal(http.ListenAndServe(*public, open)) }()
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", admin))
}
