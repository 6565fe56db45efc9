// One profile stands under another prefix: it does not help here.
package main

import (
	"log"
	"net/http"
	"net/http/pprof"
)

func main() {
	mux := http.NewServeMux()
	mux.Handle("/heap", pprof.Handler("heap"))
	mux.HandleFunc("/sys/pprof/", pprof.Index) // want [pprof-wrong-prefix] "/sys/pprof/heap"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
