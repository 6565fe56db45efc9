// Clean: `default=go1.21` brings the old mux back, in which a sub-path of pprof's
// prefix may be registered.

//go:debug default=go1.21
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	http.HandleFunc("/debug/pprof/heap", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
