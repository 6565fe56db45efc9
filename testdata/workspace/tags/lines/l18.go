//go:build ignore

package lines
