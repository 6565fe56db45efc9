// /{a}/pprof/ beside the import of pprof, with go 1.21 in go.mod.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	http.HandleFunc("/{a}/pprof/", http.NotFound) // want [pattern-needs-go122 warning] "/{a}/pprof/"
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
