package main

//go:debug httpmuxgo121=1

import _ "net/http/pprof" // want [pprof-unserved] "net/http/pprof"

var text = `
func main() {}
`

func main() { shared() }
