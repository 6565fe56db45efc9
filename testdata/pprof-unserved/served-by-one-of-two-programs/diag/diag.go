// Package diag gathers diagnostics.
package diag

import _ "net/http/pprof" // want [pprof-import-in-library warning] "net/http/pprof"

// Start starts.
func Start() {}
