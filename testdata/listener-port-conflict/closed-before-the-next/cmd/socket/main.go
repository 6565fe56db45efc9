// The socket is closed and opened again.
package main

import (
	"log"
	"net"
	"net/http"
)

func main() {
	ln, err := net.Listen("tcp", "127.0.0.1:18099")
	if err != nil {
		log.Fatal(err)
	}
	go func() { log.Print(http.Serve(ln, http.NotFoundHandler())) }()
	ln.Close()
	ln, err = net.Listen("tcp", "127.0.0.1:18099")
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.Serve(ln, http.NotFoundHandler()))
}
