// Package store keeps things.
package store

// Open opens.
func Open() {}
