// The other way round.
// run: -
package main

import (
	"flag"
	"log"
	"net/http"
	_ "net/http/pprof"
)

var admin = flag.String("admin", "", "")

func address() string {
	if *admin != "" {
		return *admin
	}
	return ":7227"
}

func main() {
	flag.Parse()
	log.Fatal(http.ListenAndServe(address(), nil)) // want [pprof-exposed] "/debug/pprof/"
}
