// Command a does not serve what its package registers. It is the only one that is looked at here.
// lint: ./cmd/a
package main

import "example.com/shop/internal/routes"

func main() {
	routes.Count()
	//muxray:ignore pprof-exposed -- nobody else links this file // want [unused-ignore] "`pprof-exposed` finds nothing"
	println("a")
}
