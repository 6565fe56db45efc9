// A list of services, each with its own reach.
package main

import (
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
)

type service struct {
	port    string
	handler http.Handler
	public  bool
}

func run(services ...service) error {
	errs := make(chan error, len(services))
	for _, s := range services {
		host := "127.0.0.1"
		if s.public {
			host = ""
		}
		ln, err := net.Listen("tcp", net.JoinHostPort(host, s.port))
		if err != nil {
			return err
		}
		go func(s service) {
			errs <- (&http.Server{Handler: s.handler}).Serve(ln)
		}(s)
	}
	return <-errs
}

func main() {
	log.Fatal(run(service{"0", http.NewServeMux(), true}, service{"0", http.DefaultServeMux, false}))
}
