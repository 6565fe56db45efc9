// Clean: the wrapper is called twice in the text and once in a run.
// run: -
// run: -debug
package main

import (
	"flag"
	"log"
	"net/http"
)

func serve(address string, handler http.Handler) error {
	return http.ListenAndServe(address, handler)
}

func main() {
	debug := flag.Bool("debug", false, "answer with more words")
	flag.Parse()
	if *debug {
		log.Fatal(serve(":8080", http.FileServer(http.Dir("."))))
	}
	log.Fatal(serve(":8080", http.NotFoundHandler()))
}
