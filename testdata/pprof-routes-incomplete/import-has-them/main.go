// Clean: on the default mux the import has registered the others.
package main

import (
	"log"
	"net/http"
	"net/http/pprof"
)

func main() {
	http.HandleFunc("/debug/pprof/", pprof.Index)
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
