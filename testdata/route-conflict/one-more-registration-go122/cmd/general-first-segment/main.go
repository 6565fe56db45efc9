// Clean: no release panics here.
// /{a}/pprof/ beside the import of pprof, with go 1.22 in go.mod.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	http.HandleFunc("/{a}/pprof/", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
