// A setting that is wrong ends the program, and an error does: neither switches the profiler off.
package main

import (
	"flag"
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

func main() {
	size := flag.Int("size", 1, "size of a batch")
	flag.Parse()
	if *size <= 0 {
		log.Fatal("-size must be positive")
	}
	if err := run(*size); err != nil {
		os.Exit(1)
	}
}

func run(size int) error {
	file, err := os.Open(os.DevNull)
	if err != nil {
		return err
	}
	if file != nil {
		return http.ListenAndServe(":6062", nil) // want [pprof-exposed] ":6062"
	}
	return nil
}
