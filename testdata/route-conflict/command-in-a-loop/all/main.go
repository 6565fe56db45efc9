// Each command is run.
package main

import (
	"log"
	"net/http"
)

type Command interface{ Run() }

type serve struct{}

func (serve) Run() { http.HandleFunc("/", http.NotFound) }

type mirror struct{}

func (mirror) Run() { http.HandleFunc("/", http.NotFound) } // want [route-conflict @all] "/"

func main() {
	for _, c := range []Command{serve{}, mirror{}} {
		if c != nil {
			c.Run()
		}
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
