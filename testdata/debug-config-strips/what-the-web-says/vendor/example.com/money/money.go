// Package money is vendored: it has debug information like any other.
package money

// Cents is a sum.
func Cents() int { return 100 }
