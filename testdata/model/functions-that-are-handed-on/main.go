// Clean: own handlers only, on loopback. Each listener shows what the functions of its own list registered.
package main

import (
	"log"
	"net/http"
)

type plugin struct {
	name     string
	register func(mux *http.ServeMux)
}

// server keeps its hooks in a field, which a method appends to.
type server struct {
	hooks []func(*http.ServeMux)
}

func (s *server) add(hook func(*http.ServeMux)) { s.hooks = append(s.hooks, hook) }

func (s *server) run(address string) error {
	mux := http.NewServeMux()
	for _, hook := range s.hooks {
		hook(mux)
	}
	return http.ListenAndServe(address, mux)
}

func page(path string) func(*http.ServeMux) {
	return func(mux *http.ServeMux) { mux.HandleFunc(path, http.NotFound) }
}

var plugins = map[string]plugin{
	"a": {name: "a", register: page("/plugin/a")},
	"b": {name: "b", register: page("/plugin/b")},
}

func main() {
	failed := make(chan error)
	s := &server{}
	s.add(page("/hooks/one"))
	s.add(page("/hooks/two"))
	go func() { failed <- s.run("127.0.0.1:7001") }()

	mux := http.NewServeMux()
	for _, p := range plugins {
		p.register(mux)
	}
	go func() { failed <- http.ListenAndServe("127.0.0.1:7002", mux) }()

	register := map[string]func(*http.ServeMux){}
	register["x"] = page("/late/x")
	late := http.NewServeMux()
	for _, add := range register {
		add(late)
	}
	go func() { failed <- http.ListenAndServe("127.0.0.1:7003", late) }()
	log.Fatal(<-failed)
}
