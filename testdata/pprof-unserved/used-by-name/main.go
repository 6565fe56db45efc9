// Clean: the package is imported for its handlers, not for what its init registers.
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
