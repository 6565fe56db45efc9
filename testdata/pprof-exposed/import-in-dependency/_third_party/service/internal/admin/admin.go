// Package admin is for administrators.
package admin

import (
	"net/http"
	"net/http/pprof"
)

// Name is the service's name.
var Name string

// Mux serves the profiles for those who mount it.
func Mux() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	return mux
}
