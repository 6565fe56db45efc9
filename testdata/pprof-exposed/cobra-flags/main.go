// The address is a flag of the command, three packages away from the listener; the other
// command serves locally.
// run: serve
// run: debug
package main

import (
	"log"
	_ "net/http/pprof"

	"example.com/cobra-flags/cmd"
)

func main() {
	if err := cmd.Execute(); err != nil {
		log.Fatal(err)
	}
}
