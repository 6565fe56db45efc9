// Package metrics has a server that nobody makes: only a comment says its name.
package metrics

import "net/http"

// Recorder counts. There are three kinds of Metrics.
type Recorder interface {
	// Metrics of peers.
	Peers(n int)
}

// Metrics serves.
type Metrics struct{}

// Start serves the default mux.
func (m *Metrics) Start() error { return http.ListenAndServe(":18820", nil) }

type none struct{}

func (none) Peers(int) {}

// None counts nothing.
var None Recorder = none{}
