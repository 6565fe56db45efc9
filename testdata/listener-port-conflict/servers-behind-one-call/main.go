// One call of a dependency starts several servers: each of them listens.
package main

import (
	"log"

	"example.org/chal"
)

func main() {
	go func() { log.Println(chal.Run("127.0.0.1:18500", "127.0.0.1:18501")) }()
	log.Fatal(chal.Run("127.0.0.1:18502", "127.0.0.1:18502")) // want [listener-port-conflict] "127.0.0.1:18502"
}
