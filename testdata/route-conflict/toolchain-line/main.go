// The go line admits 1.22, the toolchain line does not: with 1.23 the import's route
// has a method, and the sub-path conflicts.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	http.HandleFunc("/debug/pprof/heap", http.NotFound) // want [route-conflict E123] "/debug/pprof/heap"
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
