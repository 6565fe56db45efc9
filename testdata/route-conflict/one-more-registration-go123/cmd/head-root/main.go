// HEAD / beside the import of pprof, with go 1.23 in go.mod.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	http.HandleFunc("HEAD /", http.NotFound) // want [route-conflict error] "HEAD /"
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
