// The API with its debug server.
package main

import (
	"log"
	_ "net/http/pprof"

	"example.com/method-of-what-is-never-made/commands"
)

func main() {
	debug := commands.NewDebug()
	go func() { log.Print(debug.Exec()) }()
	log.Fatal(commands.NewAPI().Exec())
}
