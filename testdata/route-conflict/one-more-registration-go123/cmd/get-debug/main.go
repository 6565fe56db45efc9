// Clean: the import has a method since Go 1.23.
// GET /debug/ beside the import of pprof, with go 1.23 in go.mod.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	http.HandleFunc("GET /debug/", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
