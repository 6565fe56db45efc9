// Clean: a table of commands, of which a run takes one.
// run: api
// run: web
package main

import (
	"log"
	"net/http"
	"os"
)

var commands = map[string]func() error{
	"api": api,
	"web": web,
}

func api() error { return http.ListenAndServe(":8080", http.NotFoundHandler()) }

func web() error { return http.ListenAndServe(":8080", http.FileServer(http.Dir("."))) }

func main() {
	if len(os.Args) < 2 {
		log.Fatal("usage: subcommands api|web")
	}
	command, ok := commands[os.Args[1]]
	if !ok {
		log.Fatal("unknown command")
	}
	log.Fatal(command())
}
