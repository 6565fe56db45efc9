// Nothing in the program says where it will listen.
// run: DEBUG_ADDRESS=:6060
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

func main() {
	log.Fatal(http.ListenAndServe(os.Getenv("DEBUG_ADDRESS"), nil)) // want [pprof-on-configured-address warning] "/debug/pprof/"
}
