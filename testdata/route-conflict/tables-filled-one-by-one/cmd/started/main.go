// An app that runs all of its hooks.
package main

import (
	"log"
	"net/http"
)

type app struct{ hooks []func() error }

func (a *app) onStart(hook func() error) { a.hooks = append(a.hooks, hook) }

func (a *app) start() {
	for _, hook := range a.hooks {
		if err := hook(); err != nil {
			log.Fatal(err)
		}
	}
}

func main() {
	a := &app{}
	a.onStart(func() error {
		http.HandleFunc("/", http.NotFound)
		return nil
	})
	a.onStart(func() error {
		http.HandleFunc("/", http.NotFound) // want [route-conflict] "/ matches the same requests as /"
		return nil
	})
	a.start()
}
