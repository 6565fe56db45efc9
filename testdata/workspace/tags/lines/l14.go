//go:build !custom

package lines
