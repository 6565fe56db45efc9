// Listeners of three kinds are made from a list that is in nobody's options: the one that is made by hand has its port alone.
// run: -
package main

import (
	"log"

	"example.com/kinds-from-a-list/broker"
	"example.com/kinds-from-a-list/listeners"
)

func main() {
	b := broker.New(nil)
	b.Add(listeners.NewTCP(listeners.Config{ID: "t1", Address: "localhost:8090"}))
	log.Fatal(b.Serve())
}
