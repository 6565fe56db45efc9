package old
//go:build windows
