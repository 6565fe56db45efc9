package a

import "example.com/closure-of-imports/b"

// Start starts.
func Start() { b.Start() }
