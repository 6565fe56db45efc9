package b

import (
	"net/http"
	"net/http/pprof"
)

func init() {
	http.HandleFunc("/b", http.NotFound)
}

// Start starts.
func Start() { _ = pprof.Handler("heap") }
