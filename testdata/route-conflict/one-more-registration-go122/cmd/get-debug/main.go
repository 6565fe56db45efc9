// GET /debug/ beside the import of pprof, with go 1.22 in go.mod.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	http.HandleFunc("GET /debug/", http.NotFound) // want [route-conflict error E122] "GET /debug/"
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
