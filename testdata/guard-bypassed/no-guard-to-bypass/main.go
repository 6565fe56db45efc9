// Clean: whichever handler answers, it is the same one.
package main

import (
	"expvar"
	"log"
	"net/http"
	"net/http/pprof"
)

func main() {
	http.HandleFunc("/debug/pprof/", pprof.Index)
	http.Handle("/debug/vars", expvar.Handler())
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
