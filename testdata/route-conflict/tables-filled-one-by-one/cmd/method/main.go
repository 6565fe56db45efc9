// The method puts them into a table of the object; a run takes one.
package main

import (
	"log"
	"net/http"
	"os"
)

type app struct{ commands map[string]func() error }

func (a *app) command(name string, run func() error) { a.commands[name] = run }

func main() {
	a := &app{commands: map[string]func() error{}}
	a.command("one", func() error {
		http.HandleFunc("/", http.NotFound)
		return http.ListenAndServe("127.0.0.1:18092", nil)
	})
	a.command("two", func() error {
		http.HandleFunc("/", http.NotFound)
		return http.ListenAndServe("127.0.0.1:18092", nil)
	})
	log.Fatal(a.commands[os.Getenv("COMMAND")+"two"]())
}
