// On the default mux the import would have them all; the reset has dropped them.
package main

import (
	"log"
	"net/http"
	"net/http/pprof"
)

func main() {
	http.DefaultServeMux = http.NewServeMux()
	http.HandleFunc("/debug/pprof/", pprof.Index) // want [pprof-routes-incomplete] "profile"
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
