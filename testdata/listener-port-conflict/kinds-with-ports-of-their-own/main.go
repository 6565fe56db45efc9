// Listeners of three kinds are made from a list, each with a port of its own.
// run: -
package main

import (
	"log"

	"example.com/kinds-with-ports-of-their-own/broker"
	"example.com/kinds-with-ports-of-their-own/listeners"
)

func main() {
	b := broker.New(&broker.Options{Listeners: []listeners.Config{
		{Type: "tcp", ID: "t1", Address: "localhost:8090"},
		{Type: "health", ID: "h1", Address: "localhost:8091"},
		{Type: "stats", ID: "s1", Address: "localhost:8092"},
	}})
	log.Fatal(b.Serve())
}
