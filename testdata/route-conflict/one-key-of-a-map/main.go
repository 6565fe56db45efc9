// Clean: a map has each key once, so what asks for one key of it is done once.
package main

import (
	"log"
	"net/http"
	"strings"
)

const fallback = "*"

type builder struct {
	handlers map[string]http.HandlerFunc
	sources  map[string]http.HandlerFunc
	routers  map[string]http.HandlerFunc
	steps    []http.HandlerFunc
}

func (b *builder) handle(kind string, handler http.HandlerFunc) *builder {
	b.handlers[kind] = handler
	b.sources[kind] = handler
	b.routers[kind] = handler
	return b
}

// Two values of each map may stand under the key "*".
func (b *builder) build() *http.ServeMux {
	mux := http.NewServeMux()
	if _, ok := b.handlers["*"]; !ok {
		b.handlers["*"] = answer
	}
	for kind := range b.handlers {
		handler := b.handlers[kind]
		switch kind {
		case "*":
			mux.HandleFunc("/destinations/", handler)
		default:
			mux.HandleFunc("/destinations/"+strings.ToLower(kind), handler)
		}
	}
	if _, ok := b.sources[fallback]; !ok {
		b.sources[fallback] = answer
	}
	for kind, handler := range b.sources {
		name := kind
		if name != fallback {
			continue
		}
		mux.HandleFunc("/sources/", handler)
	}
	if _, ok := b.routers["*"]; !ok {
		b.routers["*"] = answer
	}
	for kind, handler := range b.routers {
		switch {
		case kind == "*" && handler != nil:
			mux.HandleFunc("/routers/", handler)
		}
	}
	for kind, handler := range b.routers {
		if kind != "*" {
			register(mux, kind, handler)
			continue
		}
		register(mux, "rest", handler)
	}
	// An index of a list, too, comes once.
	for n, step := range b.steps {
		if n == 0 {
			mux.HandleFunc("/first", step)
		}
	}
	return mux
}

func register(mux *http.ServeMux, name string, handler http.HandlerFunc) {
	mux.HandleFunc("/named/"+name, handler)
}

func answer(http.ResponseWriter, *http.Request) {}

// One list of two is gone over, never both.
func pages(short bool) []string {
	if short {
		return []string{"/news", "/about"}
	}
	return []string{"/news", "/about", "/team"}
}

// Each handler of the map is wrapped, and put under its own key again.
func wrapped(on bool) map[string]http.Handler {
	handlers := map[string]http.Handler{"/users": http.HandlerFunc(answer), "/posts": http.HandlerFunc(answer)}
	if on {
		for path, handler := range handlers {
			limited := http.MaxBytesHandler(handler, 1024)
			handlers[path] = limited
		}
	}
	return handlers
}

func main() {
	b := &builder{
		handlers: map[string]http.HandlerFunc{},
		sources:  map[string]http.HandlerFunc{},
		routers:  map[string]http.HandlerFunc{},
		steps:    []http.HandlerFunc{answer, answer},
	}
	mux := b.handle("*", answer).handle("Webhook", answer).build()
	for _, page := range pages(len(b.steps) > 1) {
		mux.HandleFunc(page, answer)
	}
	for path, handler := range wrapped(len(b.steps) > 1) {
		mux.Handle(path, handler)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
