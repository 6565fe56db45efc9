// /{a}/pprof/heap beside the import of pprof, with go 1.23 in go.mod.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	http.HandleFunc("/{a}/pprof/heap", http.NotFound) // want [route-conflict error] "/{a}/pprof/heap"
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
