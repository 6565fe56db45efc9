// Each command runs all of its actions; a run has one command.
package main

import (
	"log"
	"net/http"
	"os"
)

type command struct {
	name    string
	actions []func() error
}

func (c *command) action(run func() error) *command {
	c.actions = append(c.actions, run)
	return c
}

type app struct{ commands map[string]*command }

func (a *app) command(name string) *command {
	c := &command{name: name}
	a.commands[name] = c
	return c
}

func (a *app) run(name string) {
	for _, action := range a.commands[name].actions {
		if err := action(); err != nil {
			log.Fatal(err)
		}
	}
}

func main() {
	a := &app{commands: map[string]*command{}}
	a.command("one").action(func() error {
		http.HandleFunc("/", http.NotFound)
		return http.ListenAndServe("127.0.0.1:18092", nil)
	})
	a.command("two").action(func() error {
		http.HandleFunc("/", http.NotFound)
		return http.ListenAndServe("127.0.0.1:18092", nil)
	})
	a.run(os.Getenv("COMMAND") + "one")
}
