package diag

import _ "net/http/pprof"

// Start starts.
func Start() {}
