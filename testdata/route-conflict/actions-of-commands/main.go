// Clean: a run takes one command, and so one of the actions that are kept in the same field of several values; the
// library of the commands is the program's own, or one that nobody knows.
// run: serve
// run: download
package main

import (
	"fmt"
	"log"
	"net/http"
	"os"
)

type command struct {
	name   string
	action func() error
}

func serve() (cmd command) {
	cmd.name = "serve"
	cmd.action = func() error {
		http.HandleFunc("/", http.NotFound)
		return http.ListenAndServe("127.0.0.1:8080", nil)
	}
	return
}

func download() error {
	http.HandleFunc("/", http.NotFound)
	return http.ListenAndServe("127.0.0.1:8080", nil)
}

func main() {
	commands := []command{serve()}
	fetch := command{name: "fetch", action: func() error {
		http.HandleFunc("/", http.NotFound)
		return http.ListenAndServe("127.0.0.1:8080", nil)
	}}
	var later command
	later.name = "download"
	later.action = download
	commands = append(commands, fetch, later)
	for _, c := range commands {
		if len(os.Args) == 2 && c.name == os.Args[1] {
			log.Fatal(c.action())
		}
	}
	fmt.Println("serve, fetch or download?")
	os.Exit(2)
}
