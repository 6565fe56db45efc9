package pool

import _ "net/http/pprof"

// New makes a pool.
func New() {}
