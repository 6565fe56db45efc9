// Command debug is allowed to show its profiles. What is allowed elsewhere is not needed.
// run: -
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

func main() {
	if os.Getenv("OLD") != "" {
		http.HandleFunc("/old-{id}", http.NotFound)
	}
	http.HandleFunc("/new-{id}", http.NotFound) // want [invalid-pattern] "/new-{id}" "panics"
	log.Fatal(http.ListenAndServe(":6060", nil))
}
