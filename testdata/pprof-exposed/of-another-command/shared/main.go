// run: api
//
// Both commands serve it.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

var mux = http.NewServeMux()

func serve(address string) {
	mux.Handle("/debug/pprof/", http.DefaultServeMux)
	log.Fatal(http.ListenAndServe(address, mux)) // want [pprof-exposed @shared] "0.0.0.0:18721"
}

func main() {
	switch os.Args[1] {
	case "api":
		mux.HandleFunc("/users", http.NotFound)
		serve("0.0.0.0:18721")
	case "debug":
		serve("127.0.0.1:18722")
	}
}
