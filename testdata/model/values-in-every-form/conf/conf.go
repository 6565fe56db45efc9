// Package conf has the addresses of all programs.
package conf

import (
	"net"
	"os"
	"strconv"
)

// Port is a port.
type Port uint16

// The ports and hosts.
const (
	Base    Port   = 7100
	Public         = Base + 1
	Local   Port   = 7102
	Here    string = "127.0.0.1"
	Colon          = ":"
	Nowhere        = Here + Colon
)

// Addr and Debug get their values in init, Other may be replaced there.
var (
	Addr  string
	Debug string
	Other = "127.0.0.1:7113"
)

func init() {
	Addr = ":7111"
	Debug = Nowhere + "7112"
	if v := os.Getenv("OTHER"); v != "" {
		Other = v
	}
}

// Config is a configuration.
type Config struct {
	HTTP  HTTP
	Debug *HTTP
}

// HTTP is the part for a listener.
type HTTP struct {
	Host string
	Port int
}

// Address joins the parts.
func (h HTTP) Address() string { return net.JoinHostPort(h.Host, strconv.Itoa(h.Port)) }

// Default is the configuration without a file.
func Default() *Config {
	c := &Config{}
	c.HTTP.Port = 7121
	c.Debug = &HTTP{Host: "localhost", Port: 7122}
	return c
}
