// /debug/pprof/profile beside the import of pprof, with go 1.23 in go.mod.
package main

import (
	"log"
	"net/http"
	"net/http/pprof"
)

func main() {
	http.HandleFunc("/debug/pprof/profile", pprof.Profile) // want [route-conflict error] "/debug/pprof/profile"
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
