// POST / beside the import of pprof, with go 1.22 in go.mod.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	http.HandleFunc("POST /", http.NotFound) // want [route-conflict error E122] "POST /"
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
