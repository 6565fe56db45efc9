// Whether the first was done is asked the other way round.
// run: -name x
package main

import (
	"flag"
	"log"
	"net/http"
)

func register(mux *http.ServeMux, name string) {
	var done bool
	if name != "" {
		mux.HandleFunc("/asked", http.NotFound)
		done = true
	}
	if done {
		mux.HandleFunc("/asked", http.NotFound) // want [route-conflict] "/asked"
	}
}

func main() {
	name := flag.String("name", "", "a name")
	flag.Parse()
	mux := http.NewServeMux()
	register(mux, *name)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
