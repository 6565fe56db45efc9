// Clean: this program hands in no probe, and makes none.
package main

import (
	"log"
	_ "net/http/pprof" // want [pprof-unserved] "has no effect"

	"example.com/type-in-a-parameter-only/node"
)

func main() {
	n := &node.Node{}
	if err := n.Start(nil); err != nil {
		log.Fatal(err)
	}
}
