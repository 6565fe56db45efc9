//go:build !cgo

package lines
