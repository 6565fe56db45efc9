// Package ochttp stands for go.opencensus.io/plugin/ochttp.
package ochttp

import "net/http"

// Handler traces requests.
type Handler struct {
	// Handler is the handler used to handle the request.
	Handler http.Handler
}

// ServeHTTP answers.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	handler := h.Handler
	if handler == nil {
		handler = http.DefaultServeMux
	}
	handler.ServeHTTP(w, r)
}
