// Package own configures metrics.
package own

import (
	"net/http"

	"example.com/method-of-another-type-by-one-name/tally"
)

// Configuration is of this program.
type Configuration struct {
	Path string
	// Fallback is what others configured.
	Fallback *tally.Configuration
}

// NewReporter serves the metrics.
func (c Configuration) NewReporter() error {
	http.Handle("/metrics", http.NotFoundHandler())
	return nil
}
