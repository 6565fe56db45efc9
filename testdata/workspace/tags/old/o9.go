// words

// +build windows

// Package old.
package old
