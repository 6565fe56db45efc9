// HEAD /debug/pprof/ beside the import of pprof, with go 1.23 in go.mod.
package main

import (
	"log"
	"net/http"
	"net/http/pprof"
)

func main() {
	http.HandleFunc("HEAD /debug/pprof/", pprof.Index) // want [route-conflict error] "HEAD /debug/pprof/"
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
