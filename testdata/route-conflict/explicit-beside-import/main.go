// The default mux has pprof's routes already, because the package is imported by
// name: registering them once more is what crashed a scheduler (kubernetes#6368).
package main

import (
	"fmt"
	"log"
	"net/http"
	"net/http/pprof"
)

func healthz(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintln(w, "ok")
}

func main() {
	http.HandleFunc("/healthz", healthz)
	http.HandleFunc("/debug/pprof/", pprof.Index) // want [route-conflict error] "/debug/pprof/" "multiple registrations"
	log.Fatal(http.ListenAndServe("127.0.0.1:10251", nil))
}
