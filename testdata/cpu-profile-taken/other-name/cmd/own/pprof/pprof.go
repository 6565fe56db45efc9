// Package pprof is the program's own: it only counts.
package pprof

// Profiles is how many were begun.
var Profiles int

// StartCPUProfile counts.
func StartCPUProfile() { Profiles++ }

// StopCPUProfile does not.
func StopCPUProfile() {}
