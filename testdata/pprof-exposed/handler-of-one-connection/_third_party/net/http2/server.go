// Package http2 stands in for golang.org/x/net/http2: it chooses the handler of a connection as that does.
package http2

import (
	"bufio"
	"net"
	"net/http"
	"net/http/httptest"
)

// Server serves HTTP/2.
type Server struct{}

// ServeConnOpts are options for Server.ServeConn; nil is allowed.
type ServeConnOpts struct {
	BaseConfig *http.Server
	Handler    http.Handler
}

func (o *ServeConnOpts) handler() http.Handler {
	if o != nil {
		if o.Handler != nil {
			return o.Handler
		}
		if o.BaseConfig != nil && o.BaseConfig.Handler != nil {
			return o.BaseConfig.Handler
		}
	}
	return http.DefaultServeMux
}

// ServeConn answers one request on c; the real one speaks HTTP/2 until the connection ends.
func (s *Server) ServeConn(c net.Conn, opts *ServeConnOpts) {
	defer c.Close()
	r, err := http.ReadRequest(bufio.NewReader(c))
	if err != nil {
		return
	}
	answer := httptest.NewRecorder()
	opts.handler().ServeHTTP(answer, r)
	answer.Result().Write(c)
}
