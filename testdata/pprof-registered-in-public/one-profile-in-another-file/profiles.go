// served: :8080
package main

import (
	"net/http"
	"net/http/pprof"
)

func addProfiles(mux *http.ServeMux) {
	mux.Handle("/debug/pprof/heap", pprof.Handler("heap")) // want [pprof-registered-in-public] "/debug/pprof/heap"
}
