// Command shop was to be mended by the end of the year.
// run: -
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	log.Fatal(http.ListenAndServe(":6060", nil)) // want [pprof-exposed] "serves the pprof routes"
}
