// Package weblib serves what http.DefaultServeMux has.
package weblib

import (
	"flag"
	"net"
	"net/http"
	"strconv"
)

// Config says where.
type Config struct {
	Port  int
	Debug int
}

// RegisterFlags defines the flags.
func (c *Config) RegisterFlags(f *flag.FlagSet) {
	f.IntVar(&c.Port, "web.listen-port", 8000, "the port")
	f.IntVar(&c.Debug, "web.debug-port", 8001, "the port for people")
}

// Serve serves it.
func Serve(c Config) error {
	listener, err := net.Listen("tcp", net.JoinHostPort("", strconv.Itoa(c.Port)))
	if err != nil {
		return err
	}
	go http.ListenAndServe(net.JoinHostPort("", strconv.Itoa(c.Debug)), nil)
	return http.Serve(listener, nil)
}
