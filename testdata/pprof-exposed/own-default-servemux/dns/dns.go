// Package dns listens in the manner of net/http, for something else.
package dns

import "net"

// Handler answers.
type Handler interface{ Answer(net.Conn) }

// HandlerFunc is a function that answers.
type HandlerFunc func(net.Conn)

// Answer answers.
func (f HandlerFunc) Answer(c net.Conn) { f(c) }

// DefaultServeMux is what nil means.
var DefaultServeMux Handler = HandlerFunc(func(c net.Conn) { _ = c.Close() })

// ListenAndServe listens.
func ListenAndServe(address string, handler Handler) error {
	if handler == nil {
		handler = DefaultServeMux
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	for {
		c, err := listener.Accept()
		if err != nil {
			return err
		}
		go handler.Answer(c)
	}
}
