// What is read from the open listener is set after it was opened, and the zero that stands for "not a number" is no port.
package main

import (
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
	"strconv"
)

type config struct{ port int }

type server struct {
	config   config
	listener net.Listener
}

func (s *server) open() error {
	var err error
	s.listener, err = net.Listen("tcp", net.JoinHostPort("", strconv.Itoa(s.config.port)))
	if err != nil {
		return err
	}
	if s.config.port == 0 {
		s.config.port = portOf(s.listener.Addr().String())
	}
	return nil
}

func portOf(address string) int {
	_, port, _ := net.SplitHostPort(address)
	n, err := strconv.Atoi(port)
	if err != nil {
		return 0
	}
	return n
}

func main() {
	s := &server{config: config{port: 8080}}
	if err := s.open(); err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.Serve(s.listener, nil)) // want [pprof-exposed] ":8080"
}
