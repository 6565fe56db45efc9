// GET /debug/pprof/heap beside the import of pprof, with go 1.21 in go.mod.
package main

import (
	"log"
	"net/http"
	"net/http/pprof"
)

func main() {
	http.HandleFunc("GET /debug/pprof/heap", pprof.Index) // want [pattern-needs-go122 warning] "GET /debug/pprof/heap"
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
