// The profiler is served where a flag says so.
// run: -profile
package main

import (
	"flag"
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	profile := flag.Bool("profile", false, "serve profiles")
	flag.Parse()
	if *profile {
		serve()
	}
}

func serve() {
	log.Fatal(http.ListenAndServe(":6060", nil)) // want [pprof-exposed] ":6060" "only where this holds"
}
