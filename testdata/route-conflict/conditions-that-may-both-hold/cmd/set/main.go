// The variable is set between the two conditions.
// run: -name x
package main

import (
	"flag"
	"log"
	"net/http"
)

func register(mux *http.ServeMux, name string) {
	if name != "" {
		mux.HandleFunc("/set", http.NotFound)
		name = ""
	}
	if name == "" {
		mux.HandleFunc("/set", http.NotFound) // want [route-conflict] "/set"
	}
}

func main() {
	name := flag.String("name", "", "a name")
	flag.Parse()
	mux := http.NewServeMux()
	register(mux, *name)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
