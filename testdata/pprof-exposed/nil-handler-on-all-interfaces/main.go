// The plainest of all: import, port, nil.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	log.Fatal(http.ListenAndServe(":6060", nil)) // want [pprof-exposed error] ":6060"
}
