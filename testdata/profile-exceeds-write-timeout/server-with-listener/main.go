// The server has the timeout, the listener the address.
package main

import (
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
	"time"
)

func newServer() *http.Server {
	return &http.Server{WriteTimeout: time.Minute / 4}
}

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:6060")
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(newServer().Serve(listener)) // want [profile-exceeds-write-timeout] "/debug/pprof/profile"
}
