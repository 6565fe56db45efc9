//go:build !go1.23

package pprof

func routePrefix() string { return "" }
