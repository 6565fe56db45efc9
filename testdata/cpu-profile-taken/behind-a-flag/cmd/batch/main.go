// Clean: a program that ends, with a profile of all that it does and no endpoint.
package main

import (
	"io"
	"log"
	"runtime/pprof"
)

func main() {
	if err := pprof.StartCPUProfile(io.Discard); err != nil {
		log.Fatal(err)
	}
	defer pprof.StopCPUProfile()
	work()
}

func work() {}
