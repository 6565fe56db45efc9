// /{a}/pprof/heap beside the import of pprof, with go 1.21 in go.mod.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	http.HandleFunc("/{a}/pprof/heap", http.NotFound) // want [route-conflict-after-upgrade warning E122 E123] "/{a}/pprof/heap" [pattern-needs-go122 warning] "/{a}/pprof/heap"
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
