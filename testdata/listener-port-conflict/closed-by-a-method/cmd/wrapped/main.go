package main

import (
	"log"
	"net"
	"net/http"
)

type listener struct{ net.Listener }

func open(addr string) *listener {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		log.Fatal(err)
	}
	return &listener{l}
}

func (l *listener) stop() { l.Close() }

func main() {
	first := open("127.0.0.1:7151")
	first.stop()
	second := open("127.0.0.1:7151")
	log.Fatal(http.Serve(second, nil))
}
