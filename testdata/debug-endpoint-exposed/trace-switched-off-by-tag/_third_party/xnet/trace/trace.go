// Package trace stands for golang.org/x/net/trace.
package trace

import "net/http"

func init() {
	http.HandleFunc("/debug/requests", Traces)
	http.HandleFunc("/debug/events", Traces)
}

// Traces shows the requests.
func Traces(w http.ResponseWriter, r *http.Request) {}

// New starts a trace.
func New(title string) {}
