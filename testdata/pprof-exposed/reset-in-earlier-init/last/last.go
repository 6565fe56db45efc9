// Package last imports pprof after the reset below it.
package last

import (
	"net/http/pprof"

	"example.com/reset-in-earlier-init/first"
)

// Start starts.
func Start() { first.Start(pprof.Handler("heap")) }
