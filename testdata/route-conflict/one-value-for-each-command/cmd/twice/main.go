// The literal of one command registers twice.
package main

import (
	"log"
	"net/http"
)

type command struct {
	name string
	run  func()
}

func ok(http.ResponseWriter, *http.Request) {}

func build(mux *http.ServeMux, name string) *command {
	c := &command{name: name}
	c.run = func() {
		mux.HandleFunc("/status", ok)
		mux.HandleFunc("/status", ok) // want [route-conflict @cmd/twice] "/status matches the same requests as /status"
	}
	return c
}

func main() {
	mux := http.NewServeMux()
	build(mux, "agent").run()
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
