// Package tally is a library.
package tally

import "net/http"

// Configuration is the library's.
type Configuration struct {
	Path string
}

// NewReporter serves the metrics, too.
func (c Configuration) NewReporter() error {
	http.Handle("/metrics", http.NotFoundHandler())
	return nil
}
