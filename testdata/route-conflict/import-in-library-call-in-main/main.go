// The library imports pprof, main registers over it: the chain of imports matters.
package main

import (
	"log"
	"net/http"

	"example.com/import-in-library-call-in-main/diag"
)

func main() {
	diag.Start()
	http.HandleFunc("/debug/pprof/profile", http.NotFound) // want [route-conflict] "/debug/pprof/profile"
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
