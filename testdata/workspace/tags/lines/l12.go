//go:build gccgo

package lines
