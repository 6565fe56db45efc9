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
	open("127.0.0.1:7153")
	other := open("127.0.0.1:7154")
	other.stop()
	second := open("127.0.0.1:7153")
	log.Fatal(http.Serve(second, nil)) // want [listener-port-conflict] "127.0.0.1:7153"
}
