// Package lookup tells by which pattern a request is served.
package lookup

import "net/http"

// Pattern of a request.
func Pattern(r *http.Request) string {
	_, pattern := http.DefaultServeMux.Handler(r)
	return pattern
}
