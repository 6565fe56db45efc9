// One listener is added by hand, another one made from a list: both have one port.
// run: -
package main

import (
	"log"

	"example.com/one-by-hand-and-one-from-a-list/broker"
	"example.com/one-by-hand-and-one-from-a-list/listeners"
)

func main() {
	b := broker.New(&broker.Options{Listeners: []listeners.Config{
		{Type: "health", ID: "h1", Address: "localhost:8090"},
		{Type: "stats", ID: "s1", Address: "localhost:8092"},
	}})
	b.Add(listeners.NewTCP(listeners.Config{ID: "t1", Address: "localhost:8090"}))
	log.Fatal(b.Serve())
}
