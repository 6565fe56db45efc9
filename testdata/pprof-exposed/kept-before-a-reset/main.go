// The default mux is kept in a local before it is replaced, and served by a callback: its routes are there. Clean: what is
// served by nil later, and a local that takes the new mux.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func start(run func()) { go run() }

func profile() {
	kept := http.DefaultServeMux
	http.DefaultServeMux = http.NewServeMux()
	taken := http.DefaultServeMux
	start(func() {
		log.Fatal(http.ListenAndServe(":6060", kept)) // want [pprof-exposed] ":6060"
	})
	start(func() {
		log.Fatal(http.ListenAndServe(":6061", taken))
	})
}

func main() {
	profile()
	log.Fatal(http.ListenAndServe(":8080", nil))
}
