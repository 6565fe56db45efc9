//go:debug httpmuxgo121=1

// Package settings believes that it changes something.
package settings
