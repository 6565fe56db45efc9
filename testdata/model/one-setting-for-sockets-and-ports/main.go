// Clean: own handlers only. What begins with a slash is a Unix socket, all else a port: the default is never a path.
package main

import (
	"flag"
	"log"
	"net"
	"net/http"
	"path/filepath"
	"strings"
)

type config struct {
	addrs []string
}

func defaults() config {
	return config{addrs: []string{"127.0.0.1:8080", "localhost:0"}}
}

type instance struct {
	listener   net.Listener
	httpServer *http.Server
}

func (i instance) serve(failed chan<- error) {
	failed <- i.httpServer.Serve(i.listener)
}

type server struct {
	config    config
	mux       *http.ServeMux
	instances []instance
}

func newInstance(s *server, listener net.Listener) *instance {
	return &instance{listener: listener, httpServer: &http.Server{Handler: s.mux}}
}

func (s *server) listen() error {
	for _, addr := range s.config.addrs {
		var one *instance
		if strings.HasPrefix(addr, "unix://") || filepath.IsAbs(addr) {
			addr = strings.TrimPrefix(addr, "unix://")
			listener, err := net.Listen("unix", addr)
			if err != nil {
				return err
			}
			one = newInstance(s, listener)
		} else {
			listener, err := net.Listen("tcp", addr)
			if err != nil {
				return err
			}
			one = newInstance(s, listener)
		}
		s.instances = append(s.instances, *one)
	}
	return nil
}

func main() {
	s := &server{config: defaults(), mux: http.NewServeMux()}
	flag.Func("addr", "address to serve on, once or more", func(addr string) error {
		s.config.addrs = append(s.config.addrs, addr)
		return nil
	})
	flag.Parse()
	s.mux.HandleFunc("/", http.NotFound)
	if err := s.listen(); err != nil {
		log.Fatal(err)
	}
	failed := make(chan error)
	for _, one := range s.instances {
		go one.serve(failed)
	}
	// A name that looks like a port, and is meant: the file is called so.
	odd, err := net.Listen("unix", "localhost:8081")
	if err != nil {
		log.Fatal(err)
	}
	go func() { failed <- http.Serve(odd, s.mux) }()
	log.Fatal(<-failed)
}
