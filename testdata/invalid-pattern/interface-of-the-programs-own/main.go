// An interface holds a mux where all of its methods are a mux's, with as many parameters. One more method, and it does not.
package main

import (
	"context"
	"log"
	"net/http"
)

// Clean: no mux is ever enabled.
type auditor interface {
	Enabled(context.Context) bool
	Handle(string, http.Handler)
}

// Clean: a mux's Handle takes two.
type sink interface{ Handle(record string) error }

type registrar interface {
	Handle(pattern string, handler http.Handler)
}

// What is embedded counts.
type both interface {
	registrar
	http.Handler
}

// Clean: a mux is no closer.
type closer interface {
	registrar
	Close() error
}

type file struct{ lines []string }

func (f *file) Enabled(context.Context) bool                 { return true }
func (f *file) Handle(line string, _ http.Handler)           { f.lines = append(f.lines, line) }
func (f *file) ServeHTTP(http.ResponseWriter, *http.Request) {}
func (f *file) Close() error                                 { return nil }

type lines []string

func (l lines) Handle(record string) error {
	log.Println(len(l), record)
	return nil
}

func audit(a auditor) { a.Handle("no pattern", nil) }

func note(s sink) error { return s.Handle("no pattern") }

func end(c closer) error {
	c.Handle("no pattern", nil)
	return c.Close()
}

func routes(b both) {
	b.Handle("no-pattern/{", http.NotFoundHandler()) // want [invalid-pattern] "no-pattern/{"
}

func main() {
	audit(&file{})
	if err := note(lines{}); err != nil {
		log.Fatal(err)
	}
	if err := end(&file{}); err != nil {
		log.Fatal(err)
	}
	mux := http.NewServeMux()
	routes(mux)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
