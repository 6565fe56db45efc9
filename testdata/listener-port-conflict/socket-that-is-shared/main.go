// Clean: two servers on one open listener, which hands each connection to one of them.
package main

import (
	"log"
	"net"
	"net/http"
)

// split gives two views of one listener.
func split(listener net.Listener) (net.Listener, net.Listener) {
	return listener, listener
}

func main() {
	listener, err := net.Listen("tcp", ":8080")
	if err != nil {
		log.Fatal(err)
	}
	first, second := split(listener)
	failed := make(chan error)
	go func() { failed <- http.Serve(first, http.NotFoundHandler()) }()
	go func() { failed <- http.Serve(second, http.NotFoundHandler()) }()
	log.Fatal(<-failed)
}
