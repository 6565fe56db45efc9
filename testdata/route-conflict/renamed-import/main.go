// net/http under another name is still net/http.
package main

import (
	"log"
	nethttp "net/http"
	_ "net/http/pprof"
)

func main() {
	nethttp.HandleFunc("/debug/pprof/trace", func(w nethttp.ResponseWriter, r *nethttp.Request) {}) // want [route-conflict] "/debug/pprof/trace"
	log.Fatal(nethttp.ListenAndServe("localhost:6060", nil))
}
