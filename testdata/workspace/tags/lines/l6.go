//go:build !unix

package lines
