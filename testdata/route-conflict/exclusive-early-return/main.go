// Clean: whoever takes the first branch never comes to the second registration.
// run: -
// run: -simple
package main

import (
	"flag"
	"log"
	"net/http"
)

func handler(simple bool) http.Handler {
	mux := http.NewServeMux()
	if simple {
		mux.HandleFunc("/{path...}", http.NotFound)
		return mux
	}
	mux.HandleFunc("/{rest...}", http.NotFound)
	return mux
}

func main() {
	simple := flag.Bool("simple", false, "no API")
	flag.Parse()
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", handler(*simple)))
}
