//go:build profile && linux

package main

import _ "net/http/pprof"
