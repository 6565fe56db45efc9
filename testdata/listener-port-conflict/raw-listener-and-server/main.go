// The first listener speaks another protocol; the port is taken all the same.
package main

import (
	"io"
	"log"
	"net"
	"net/http"
)

func echo(listener net.Listener) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		go func() { _, _ = io.Copy(conn, conn) }()
	}
}

func main() {
	listener, err := net.Listen("tcp", ":9000")
	if err != nil {
		log.Fatal(err)
	}
	go echo(listener)
	log.Fatal(http.ListenAndServe("127.0.0.1:9000", http.NotFoundHandler())) // want [listener-port-conflict] ":9000"
}
