// Package probe answers probes.
package probe

import "net/http"

var registered = register()

var state = "unknown"

func register() bool {
	http.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) { _, _ = w.Write([]byte(state)) })
	return true
}

// Set sets the state.
func Set(s string) { state = s }
