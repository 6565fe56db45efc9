//go:build windows

//go:debug panicnil=1
package main
