package pool

import "net/http"

// New makes a pool.
func New() http.Handler { return http.NotFoundHandler() }
