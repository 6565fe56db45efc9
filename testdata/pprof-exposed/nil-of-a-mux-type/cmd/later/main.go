// Clean: the variable is set to nil when all is over, and it is of a mux type.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof" // want [pprof-unserved] "no effect"
)

type keeper struct{ mux *http.ServeMux }

var state keeper

func setMux(mux *http.ServeMux) { state.mux = mux }

func mux() *http.ServeMux { return state.mux }

func start() error {
	defer setMux(nil)
	server := &http.Server{Addr: ":8083", Handler: mux()}
	return server.ListenAndServe()
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/", http.NotFound)
	setMux(mux)
	log.Fatal(start())
}
