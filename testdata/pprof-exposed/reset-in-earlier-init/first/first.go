// Package first resets the default mux, too early for what is initialised later.
package first

import "net/http"

var handler http.Handler

func init() {
	http.DefaultServeMux = http.NewServeMux()
}

// Start starts.
func Start(h http.Handler) { handler = h }
