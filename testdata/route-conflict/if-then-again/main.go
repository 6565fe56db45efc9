// Two ifs that do not exclude each other: one run may take both.
// run: -a -b
package main

import (
	"flag"
	"log"
	"net/http"
)

func main() {
	a := flag.Bool("a", false, "first")
	b := flag.Bool("b", false, "second")
	flag.Parse()
	mux := http.NewServeMux()
	if *a {
		mux.HandleFunc("/x", http.NotFound)
	}
	if *b {
		mux.HandleFunc("/x", http.NotFound) // want [route-conflict] "/x"
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
