// A test asks for the address.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

const addr = ":18410"

func main() {
	log.Fatal(http.ListenAndServe(addr, nil)) // want [pprof-exposed] "serves the pprof routes"
}
