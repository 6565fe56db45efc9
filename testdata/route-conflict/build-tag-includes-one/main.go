// With the tag the file is part of the program.
// lint: --tags profile ./...
package main

import (
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/debug/pprof/cmdline", http.NotFound) // want [route-conflict] "/debug/pprof/cmdline"
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
