// The scheme is taken off an address of every interface.
// run: -
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"strings"
)

func main() {
	const endpoint = "tcp://0.0.0.0:7282"
	log.Fatal(http.ListenAndServe(strings.TrimPrefix(endpoint, "tcp://"), nil)) // want [pprof-exposed] "/debug/pprof/"
}
