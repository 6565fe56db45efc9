// As `apart`, but whatever is set up is registered twice, one behind the other.
package main

import (
	"log"
	"net/http"
)

type registrar interface {
	Handle(pattern string, handler http.Handler)
}

type server struct {
	mux *http.ServeMux
}

func (s *server) Handle(pattern string, handler http.Handler) {
	s.mux.Handle(pattern, handler) // want [route-conflict] "/app/" [route-conflict] "/blobs/"
}

type loader struct {
	kinds     map[string]string
	handlers  map[string]http.Handler
	installer registrar
}

func (l *loader) setup(prefix string) {
	if l.handlers[prefix] != nil {
		return
	}
	kind := l.kinds[prefix]
	l.installer.Handle(prefix, http.NotFoundHandler())
	if kind == "app" {
		l.publish()
	}
	l.handlers[prefix] = http.NotFoundHandler()
	l.installer.Handle(prefix, l.handlers[prefix])
}

func (l *loader) publish() {
	l.handler("/blobs/").ServeHTTP(nil, nil)
}

func (l *loader) handler(prefix string) http.Handler {
	l.setup(prefix)
	return http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})
}

func main() {
	s := &server{mux: http.NewServeMux()}
	l := &loader{
		kinds:     map[string]string{"/app/": "app", "/blobs/": "storage-memory"},
		handlers:  map[string]http.Handler{},
		installer: s,
	}
	for _, prefix := range []string{"/app/", "/blobs/"} {
		l.setup(prefix)
	}
	log.Fatal(http.ListenAndServe("localhost:8080", s.mux))
}
