//go:build linux

package lines
