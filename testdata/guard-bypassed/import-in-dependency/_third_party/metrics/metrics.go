// Package metrics counts.
package metrics

import (
	"expvar"
	"net/http"
)

var requests = expvar.NewInt("requests")

// Write writes the counts.
func Write(w http.ResponseWriter, r *http.Request) {
	requests.Add(1)
	_, _ = w.Write([]byte(requests.String()))
}
