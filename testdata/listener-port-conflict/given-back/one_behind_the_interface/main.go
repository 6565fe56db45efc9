// One of two servers stands behind the interface.
package main

import (
	"flag"
	"log"
	"net"
	"net/http"
)

type server interface{ ListenAndServe() error }

type tcpServer struct{ addr string }

func (s *tcpServer) ListenAndServe() error {
	l, err := net.Listen("tcp", s.addr)
	if err != nil {
		return err
	}
	defer l.Close()
	for {
		c, err := l.Accept()
		if err != nil {
			return err
		}
		c.Close()
	}
}

func main() {
	proto := flag.String("proto", "http", "http or tcp")
	flag.Parse()
	var srv server
	switch *proto {
	case "http":
		srv = &http.Server{Addr: "127.0.0.1:18855", Handler: http.NewServeMux()}
	default:
		srv = &tcpServer{addr: "127.0.0.1:18855"}
	}
	log.Fatal(srv.ListenAndServe())
}
