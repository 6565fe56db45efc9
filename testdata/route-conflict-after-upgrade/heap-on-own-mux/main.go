// Clean: the import registers on the default mux, this route stands on another.
package main

import (
	"log"
	"net/http"
	"net/http/pprof"
)

func main() {
	mux := http.NewServeMux()
	mux.Handle("/debug/pprof/heap", pprof.Handler("heap"))
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", mux))
}
