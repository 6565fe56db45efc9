//go:build ios || darwin

package lines
