// Package debug has what operators look at.
package debug

import (
	"net/http"
	"net/http/pprof"
	"runtime/debug"
)

// Admin serves profiles and the build.
func Admin() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	mux.HandleFunc("/build", build)
	return mux
}

func build(w http.ResponseWriter, r *http.Request) {
	if info, ok := debug.ReadBuildInfo(); ok {
		_, _ = w.Write([]byte(info.String()))
	}
}
