// A literal that each command has of its own.
package main

import (
	"context"
	"log"
	"net/http"
	"os"
)

type runnable interface{ Run(context.Context) error }

type command struct {
	name string
	run  func() error
}

func build(obj runnable, c command) *command {
	c.run = func() error { return obj.Run(context.Background()) }
	return &c
}

func ok(http.ResponseWriter, *http.Request) {}

type agent struct{}

func (*agent) Run(context.Context) error {
	http.HandleFunc("/status", ok)
	return http.ListenAndServe("127.0.0.1:18872", nil)
}

type controller struct{}

func (*controller) Run(context.Context) error {
	http.HandleFunc("/status", ok)
	return http.ListenAndServe("127.0.0.1:18872", nil)
}

func main() {
	one, other := build(&agent{}, command{name: "agent"}), build(&controller{}, command{name: "controller"})
	if len(os.Args) > 1 && os.Args[1] == other.name {
		log.Fatal(other.run())
	}
	log.Fatal(one.run())
}
