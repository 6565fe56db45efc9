// A list of commands by their names.
package main

import (
	"log"
	"net/http"
	"os"
)

type command struct {
	name string
	run  func() error
}

var commands []command

func add(name string, run func() error) { commands = append(commands, command{name, run}) }

func main() {
	add("one", func() error {
		http.HandleFunc("/", http.NotFound)
		return http.ListenAndServe("127.0.0.1:18092", nil)
	})
	add("two", func() error {
		http.HandleFunc("/", http.NotFound)
		return http.ListenAndServe("127.0.0.1:18092", nil)
	})
	for _, c := range commands {
		if c.name == os.Getenv("COMMAND")+"one" {
			log.Fatal(c.run())
		}
	}
}
