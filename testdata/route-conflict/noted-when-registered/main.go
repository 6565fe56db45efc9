// Clean: whoever registers asks whether the path was registered before, and notes that it is now.
package main

import (
	"log"
	"net/http"
	"slices"
)

type hooks struct {
	mux      *http.ServeMux
	handlers map[string][]func()
}

func (h *hooks) add(path string, hook func()) {
	if len(h.handlers[path]) == 0 {
		h.mux.HandleFunc(path, http.NotFound)
	}
	h.handlers[path] = append(h.handlers[path], hook)
}

type set map[string]bool

func (s set) has(path string) bool { return s[path] }
func (s set) insert(path string)   { s[path] = true }

type router struct {
	mux   *http.ServeMux
	known set
	paths []string
	done  bool
}

func (r *router) add(path string) {
	if r.known.has(path) {
		return
	}
	r.known.insert(path)
	r.mux.HandleFunc(path, http.NotFound)
}

func (r *router) listed(path string) {
	if listed := slices.Contains(r.paths, path); listed {
		return
	}
	r.paths = append(r.paths, path)
	r.mux.HandleFunc(path, http.NotFound)
}

func (r *router) once(path string) {
	if !r.done {
		r.register(path)
	}
	r.done = true
}

func (r *router) register(path string) { r.mux.HandleFunc(path, http.NotFound) }

func main() {
	mux := http.NewServeMux()
	h := &hooks{mux: mux, handlers: map[string][]func(){}}
	h.add("/mutate", func() {})
	h.add("/mutate", func() {})
	r := &router{mux: mux, known: set{}}
	r.add("/known")
	r.add("/known")
	r.listed("/listed")
	r.listed("/listed")
	r.once("/once")
	r.once("/once")
	seen := map[string]bool{}
	captured := func(path string) {
		if _, ok := seen[path]; ok {
			return
		}
		seen[path] = true
		mux.HandleFunc(path, http.NotFound)
	}
	captured("/captured")
	captured("/captured")
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
