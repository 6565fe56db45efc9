// Clean: no release panics here.
// localhost/debug/pprof/ beside the import of pprof, with go 1.21 in go.mod.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	http.HandleFunc("localhost/debug/pprof/", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
