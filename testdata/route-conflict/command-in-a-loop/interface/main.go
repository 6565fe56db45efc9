// run: serve
// run: mirror
package main

import (
	"log"
	"net/http"
	"os"
)

func ok(http.ResponseWriter, *http.Request) {}

type Command interface {
	Name() string
	Run() error
}

type serve struct{}

func (serve) Name() string { return "serve" }
func (serve) Run() error {
	http.HandleFunc("/", ok)
	return http.ListenAndServe("127.0.0.1:8080", nil)
}

type mirror struct{}

func (mirror) Name() string { return "mirror" }
func (mirror) Run() error {
	http.HandleFunc("/", ok)
	return http.ListenAndServe("127.0.0.1:8080", nil)
}

func main() {
	for _, c := range []Command{serve{}, mirror{}} {
		if c.Name() == os.Args[1] {
			if err := c.Run(); err != nil {
				log.Fatal(err)
			}
			return
		}
	}
	log.Fatal("unknown command")
}
