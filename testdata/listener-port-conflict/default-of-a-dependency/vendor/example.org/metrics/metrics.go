// Package metrics serves on an address that has a default; "0" turns it off.
package metrics

import (
	"net"
	"net/http"
)

// Options say where.
type Options struct{ BindAddress string }

func (o *Options) setDefaults() {
	if o.BindAddress == "" {
		o.BindAddress = ":8080"
	}
}

// Server serves.
type Server interface{ Start() error }

type server struct{ options Options }

// New makes a server; none where it is turned off.
func New(o Options) Server {
	o.setDefaults()
	if o.BindAddress == "0" {
		return nil
	}
	return &server{options: o}
}

// Start listens and serves.
func (s *server) Start() error {
	listener, err := net.Listen("tcp", s.options.BindAddress)
	if err != nil {
		return err
	}
	return http.Serve(listener, http.NewServeMux())
}
