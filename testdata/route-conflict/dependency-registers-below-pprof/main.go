// Nobody's own code is wrong: the dependency of a dependency registers
// /debug/pprof/delta_heap without a method, and Go 1.23 registers GET /debug/pprof/.
// The program dies before main (pyroscope-go#118, grafana#92055, alloy#1540).
package main

import (
	"log"
	"net/http"

	"github.com/grafana/agentlib" // want [route-conflict error] "/debug/pprof/delta_heap" "GET /debug/pprof/"
)

func main() {
	agentlib.Start()
	log.Fatal(http.ListenAndServe("127.0.0.1:12345", nil))
}
