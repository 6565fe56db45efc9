// Without TLS the server is on loopback; with TLS, which nobody takes, on all interfaces.
package main

import (
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
)

type proxy struct {
	tls bool
	srv *http.Server
}

func newProxy(tls bool) *proxy { return &proxy{tls: tls, srv: &http.Server{}} }

func (p *proxy) run() error {
	var ln net.Listener
	var serve func(net.Listener) error
	if p.tls {
		var err error
		if ln, err = net.Listen("tcp", ":0"); err != nil {
			return err
		}
		serve = func(ln net.Listener) error { return p.srv.ServeTLS(ln, "", "") }
	} else {
		var err error
		if ln, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
			return err
		}
		serve = p.srv.Serve
	}
	return serve(ln)
}

func main() { log.Fatal(newProxy(false).run()) }
