// What Grafana and Alloy met when they built with Go 1.23: both routes come from
// imports, and the standard library's init runs second.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof" // want [route-conflict-after-upgrade warning E123] "/debug/pprof/delta_heap"

	_ "github.com/grafana/pyroscope-go/godeltaprof/http/pprof"
)

func main() {
	log.Fatal(http.ListenAndServe("127.0.0.1:12345", nil))
}
