// Package trace stands for golang.org/x/net/trace, seen from another machine: its AuthRequest lets in this one only.
package trace

import "net/http"

func init() {
	http.HandleFunc("/debug/requests", Traces)
	http.HandleFunc("/debug/events", Traces)
}

// Traces shows the requests.
func Traces(w http.ResponseWriter, r *http.Request) {
	http.Error(w, "not allowed", http.StatusUnauthorized)
}

// New starts a trace.
func New(title string) {}
