// Package alice stands for github.com/justinas/alice.
package alice

import "net/http"

// Constructor is a middleware.
type Constructor func(http.Handler) http.Handler

// Chain is a list of them.
type Chain struct{ constructors []Constructor }

// New makes a chain.
func New(constructors ...Constructor) Chain { return Chain{constructors} }

// Then ends it with a handler.
func (c Chain) Then(h http.Handler) http.Handler {
	if h == nil {
		h = http.DefaultServeMux
	}
	for i := range c.constructors {
		h = c.constructors[len(c.constructors)-1-i](h)
	}
	return h
}
