// Clean: no release panics here.
// POST /debug/pprof/symbol beside the import of pprof, with go 1.22 in go.mod.
package main

import (
	"log"
	"net/http"
	"net/http/pprof"
)

func main() {
	http.HandleFunc("POST /debug/pprof/symbol", pprof.Symbol)
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
