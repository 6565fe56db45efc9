// /debug/pprof/{$} beside the import of pprof, with go 1.22 in go.mod.
package main

import (
	"log"
	"net/http"
	"net/http/pprof"
)

func main() {
	http.HandleFunc("/debug/pprof/{$}", pprof.Index) // want [route-conflict-after-upgrade warning E123] "/debug/pprof/{$}" "1.23"
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
