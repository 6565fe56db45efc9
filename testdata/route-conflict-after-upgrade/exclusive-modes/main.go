// Clean: one run registers one of the two.
// run: -
// run: -ids
package main

import (
	"flag"
	"log"
	"net/http"
)

func main() {
	ids := flag.Bool("ids", false, "look up by id")
	flag.Parse()
	if *ids {
		http.HandleFunc("/users/{id}", http.NotFound)
	} else {
		http.HandleFunc("/users/{name}", http.NotFound)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
