// Package pprof is not net/http/pprof.
package pprof

import "net/http"

// Index lists nothing.
func Index(w http.ResponseWriter, r *http.Request) {}
