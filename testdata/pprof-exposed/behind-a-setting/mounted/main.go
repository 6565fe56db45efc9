// The server always serves; what it shows of the profiler, a flag decides.
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
	mux := http.NewServeMux()
	if *profile {
		mux.Handle("/debug/", http.DefaultServeMux)
	}
	log.Fatal(http.ListenAndServe(":6063", mux)) // want [pprof-exposed] ":6063" "only where this holds"
}
