// Clean: no release panics here.
// GET /debug/pprof/heap beside the import of pprof, with go 1.22 in go.mod.
package main

import (
	"log"
	"net/http"
	"net/http/pprof"
)

func main() {
	http.HandleFunc("GET /debug/pprof/heap", pprof.Index)
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
