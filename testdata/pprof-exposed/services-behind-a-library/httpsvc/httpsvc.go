// Package httpsvc serves something on an address of its own.
package httpsvc

import (
	"context"
	"net"
	"net/http"
	"strconv"
)

// Service is a mux with an address.
type Service struct {
	Addr string
	Port int
	http.ServeMux
	Default bool
}

// Start serves.
func (s *Service) Start(context.Context) error {
	server := http.Server{Addr: net.JoinHostPort(s.Addr, strconv.Itoa(s.Port)), Handler: &s.ServeMux}
	return server.ListenAndServe()
}
