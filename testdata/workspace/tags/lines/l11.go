//go:build gc

package lines
