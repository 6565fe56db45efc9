// Package prometheus stands for the client library, which imports expvar.
package prometheus

import (
	"expvar"
	"net/http"
)

// Handler serves the metrics.
func Handler() http.Handler { return expvar.Handler() }
