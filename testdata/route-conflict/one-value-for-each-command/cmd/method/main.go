// One place takes the method of whatever it is handed; a run takes one of the commands.
package main

import (
	"log"
	"net/http"
	"os"
)

type runnable interface{ Run() error }

type command struct {
	name string
	run  func() error
}

func build(obj runnable, name string) *command {
	c := &command{name: name}
	c.run = obj.Run
	return c
}

func ok(http.ResponseWriter, *http.Request) {}

type agent struct{}

func (*agent) Run() error {
	http.HandleFunc("/status", ok)
	return http.ListenAndServe("127.0.0.1:18871", nil)
}

type controller struct{}

func (*controller) Run() error {
	http.HandleFunc("/status", ok)
	return http.ListenAndServe("127.0.0.1:18871", nil)
}

func main() {
	commands := []*command{build(&agent{}, "agent"), build(&controller{}, "controller")}
	chosen := "agent"
	if len(os.Args) > 1 {
		chosen = os.Args[1]
	}
	for _, c := range commands {
		if c.name == chosen {
			log.Fatal(c.run())
		}
	}
}
