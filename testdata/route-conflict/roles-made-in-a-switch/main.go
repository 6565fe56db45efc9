// Clean: a run makes one of the servers, and only its routes are registered, however they come to be called.
// run: meta
// run: data
package main

import (
	"log"
	"os"

	"example.com/roles-made-in-a-switch/control"
	"example.com/roles-made-in-a-switch/data"
	"example.com/roles-made-in-a-switch/meta"
)

func main() {
	var server control.Server
	switch role := os.Args[len(os.Args)-1]; role {
	case "meta":
		server = meta.New()
	case "data":
		server = data.New()
	default:
		log.Fatal("no such role: ", role)
	}
	log.Fatal(server.Start())
}
