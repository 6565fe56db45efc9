// Package weblib opens what its flags say.
package weblib

import (
	"flag"
	"net"
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

// Listen opens the port.
func Listen(c Config) (net.Listener, error) {
	return net.Listen("tcp", net.JoinHostPort("", strconv.Itoa(c.Port)))
}

// ForPeople opens the other one.
func ForPeople(c Config) (net.Listener, error) {
	return net.Listen("tcp", net.JoinHostPort("", strconv.Itoa(c.Debug)))
}
