// A flag has a default, but whoever starts the program may choose the other address.
package main

import (
	"flag"
	"log"
	"net/http"
	_ "net/http/pprof"
)

func address(place string) string {
	switch place {
	case "host":
		return "localhost:6060"
	default:
		return ":6060"
	}
}

func main() {
	place := flag.String("place", "container", "host or container")
	flag.Parse()
	log.Fatal(http.ListenAndServe(address(*place), nil)) // want [pprof-exposed] ":6060"
}
