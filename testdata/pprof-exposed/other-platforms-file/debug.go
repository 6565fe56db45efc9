//go:build debug || (darwin && !cgo)

package main

import _ "net/http/pprof"
