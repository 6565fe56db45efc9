// Command shop is clean: its entry still holds.
// run: -
// served: :6060
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	log.Fatal(http.ListenAndServe(":6060", nil))
}
