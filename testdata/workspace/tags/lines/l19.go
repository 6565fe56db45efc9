//go:build solaris

package lines
