// Functions in a list, a map and a field, each called with a mux. Those of one mux meet there, others do not.
package main

import "net/http"

type registrar func(mux *http.ServeMux)

func users(mux *http.ServeMux) { mux.HandleFunc("/users", http.NotFound) }

func groups(mux *http.ServeMux) { mux.HandleFunc("/groups", http.NotFound) }

func people(mux *http.ServeMux) {
	mux.HandleFunc("/users", http.NotFound) // want [route-conflict] "/users"
}

// admin has a mux of its own: `/users` does not meet the others'.
func admin(mux *http.ServeMux) { mux.HandleFunc("/users", http.NotFound) }

// idle is in a list that nobody goes through.
func idle(mux *http.ServeMux) { mux.HandleFunc("/users", http.NotFound) }

var kept = []registrar{idle}

type module struct {
	name     string
	register registrar
}

func build(all []registrar) *http.ServeMux {
	mux := http.NewServeMux()
	for _, register := range all {
		register(mux)
	}
	return mux
}

func main() {
	_ = len(kept)
	inner := module{name: "admin", register: admin}
	own := http.NewServeMux()
	inner.register(own)
	build([]registrar{users, groups, people})
	build(append([]registrar{}, users, groups))
}
