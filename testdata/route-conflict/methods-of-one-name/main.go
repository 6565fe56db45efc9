// Clean: the interface's method has the name of another type's method, which takes one argument less; and a type that
// hands on to the value it wraps is called instead of that value, not beside it.
package main

import (
	"log"
	"net/http"
)

type module interface {
	Register(mux *http.ServeMux, prefix string)
}

// Host registers its pages.
type Host struct{}

// Register is what a host does.
func (Host) Register(mux *http.ServeMux, prefix string) {
	mux.HandleFunc(prefix+"/pages", http.NotFound)
}

// Wrapper hands on to what it wraps, where that is a module.
type Wrapper struct{ inner any }

// Register hands on.
func (w *Wrapper) Register(mux *http.ServeMux, prefix string) {
	if inner, ok := w.inner.(module); ok {
		inner.Register(mux, prefix)
	}
}

// Login is no module.
type Login struct{}

// Register has another signature.
func (*Login) Register(mux *http.ServeMux) {
	mux.HandleFunc("/login", http.NotFound)
}

func start(mux *http.ServeMux, part any) {
	if m, ok := part.(module); ok {
		m.Register(mux, "/debug")
	}
}

func main() {
	mux := http.NewServeMux()
	start(mux, &Wrapper{inner: Host{}})
	login := &Login{}
	login.Register(mux)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
