// Command shop was public once: its ignores have outlived what they were for.
// run: -
// served: :8080
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

//muxray:ignore-file guard-bypassed -- guarded elsewhere // want [unused-ignore] "`guard-bypassed` finds nothing on this file"

func main() {
	//muxray:ignore pprof-exposed -- only the probes reach this port // want [unused-ignore warning] "`pprof-exposed` finds nothing on this line"
	go serve("127.0.0.1:6060")
	// One of the two is needed.
	log.Fatal(http.ListenAndServe(":8080", http.DefaultServeMux)) //muxray:ignore route-conflict,pprof-exposed -- behind a proxy // want [unused-ignore] "`route-conflict` finds nothing"
}

func serve(addr string) {
	log.Print(http.ListenAndServe(addr, nil)) /* muxray:ignore listen-error-ignored -- logged */ // want [unused-ignore] "`listen-error-ignored`"
}

/*
An empty line ends the reach of a directive.
*/
//muxray:ignore pprof-exposed -- x // want [unused-ignore] "nothing on this line"

var _ = http.DefaultServeMux
