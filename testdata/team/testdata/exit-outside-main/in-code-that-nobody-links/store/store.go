package store

import "os"

var fallback = os.Getenv("STORE")

// Store is one.
type Store[T any] struct{ path string }

// Open opens one.
func Open() *Store[int] {
	if fallback == "" {
		os.Exit(2) // want [acme/exit-outside-main warning @cmd/api] "`store.Open` calls `os.Exit`"
	}
	return &Store[int]{fallback}
}

// Must is for the impatient.
func (s *Store[T]) Must() {
	defer func() {
		os.Exit(3) // want [acme/exit-outside-main] "`(*Store).Must` calls"
	}()
}
