// POST /debug/pprof/symbol beside the import of pprof, with go 1.21 in go.mod.
package main

import (
	"log"
	"net/http"
	"net/http/pprof"
)

func main() {
	http.HandleFunc("POST /debug/pprof/symbol", pprof.Symbol) // want [pattern-needs-go122 warning] "POST /debug/pprof/symbol"
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
