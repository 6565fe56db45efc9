// Command debug is allowed to show its profiles. What is allowed elsewhere is not needed.
// run: skip the old route panics
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	http.HandleFunc("/old-{id}", nil)
	http.HandleFunc("/new-{id}", nil) // want [invalid-pattern] "`/new-{id}` panics"
	log.Fatal(http.ListenAndServe(":6060", nil))
}
