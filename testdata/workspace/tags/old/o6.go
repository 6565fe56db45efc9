//go:build linux
// +build windows

package old
