// Whoever sets nothing has no profiler: the function returns before it comes to it.
// run: PROFILE=1 -
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

type options struct {
	profile bool
}

func main() {
	start(options{profile: os.Getenv("PROFILE") != ""})
}

func start(o options) {
	if !o.profile {
		return
	}
	log.Fatal(http.ListenAndServe(":6061", nil)) // want [pprof-exposed] ":6061" "unless this holds"
}
