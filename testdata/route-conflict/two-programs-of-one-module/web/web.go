package web

import "net/http"

// Register adds what all programs have.
func Register() {
	http.HandleFunc("/healthz", http.NotFound)
}
