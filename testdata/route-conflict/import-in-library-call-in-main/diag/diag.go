// Package diag gathers diagnostics.
package diag

import "example.com/import-in-library-call-in-main/diag/profile"

// Start starts.
func Start() { profile.Write() }
