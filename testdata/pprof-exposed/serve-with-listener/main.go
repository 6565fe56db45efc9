// http.Serve with a listener that another function opened.
package main

import (
	"fmt"
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
)

func open(network, address string) (net.Listener, error) {
	l, err := net.Listen(network, address)
	if err != nil {
		return nil, fmt.Errorf("listen on %s: %w", address, err)
	}
	return l, nil
}

func main() {
	public, err := open("tcp", ":8080")
	if err != nil {
		log.Fatal(err)
	}
	local, err := net.Listen("tcp", "127.0.0.1:6060")
	if err != nil {
		log.Fatal(err)
	}
	unix, err := net.Listen("unix", "debug.sock")
	if err != nil {
		log.Fatal(err)
	}
	failed := make(chan error)
	go func() { failed <- http.Serve(public, nil) }() // want [pprof-exposed] ":8080"
	go func() { failed <- http.Serve(local, nil) }()
	go func() { failed <- http.Serve(unix, nil) }()
	log.Fatal(<-failed)
}
