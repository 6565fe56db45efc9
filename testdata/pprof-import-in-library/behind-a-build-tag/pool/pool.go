package pool

// New makes a pool.
func New() {}
