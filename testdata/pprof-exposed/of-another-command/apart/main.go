// run: api
//
// What the debug command registers is not served by the public one.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

var mux = http.NewServeMux()

func serve(address string) {
	log.Fatal(http.ListenAndServe(address, mux))
}

func main() {
	switch os.Args[1] {
	case "api":
		mux.HandleFunc("/users", http.NotFound)
		serve("0.0.0.0:18721")
	case "debug":
		mux.Handle("/debug/pprof/", http.DefaultServeMux)
		serve("127.0.0.1:18722")
	}
}
