// The gateway, without pprof.
package main

import (
	"log"

	"example.com/method-of-what-is-never-made/commands"
)

func main() {
	log.Fatal(commands.NewGateway().Exec())
}
