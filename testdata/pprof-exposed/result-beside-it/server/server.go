// Package server makes servers, with a default for who says nothing.
package server

import "net/http"

// Config of a server.
type Config struct {
	Addr    string
	Handler http.Handler
}

// Defaults of a server.
func Defaults() *Config { return &Config{Addr: ":8080"} }

// New server.
func New(c *Config) *http.Server {
	if c == nil {
		c = Defaults()
	}
	return &http.Server{Addr: c.Addr, Handler: c.Handler}
}
