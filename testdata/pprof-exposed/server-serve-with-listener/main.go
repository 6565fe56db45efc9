// The server has no Addr, the listener has it; TLS changes nothing about the routes.
package main

import (
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	listener, err := net.Listen("tcp4", "0.0.0.0:8080")
	if err != nil {
		log.Fatal(err)
	}
	failed := make(chan error)
	server := &http.Server{Handler: http.DefaultServeMux}
	go func() { failed <- server.Serve(listener) }()                                           // want [pprof-exposed] "0.0.0.0:8080"
	go func() { failed <- http.ListenAndServeTLS(":8443", "cert.pem", "key.pem", nil) }()      // want [pprof-exposed] ":8443"
	go func() { failed <- http.ListenAndServeTLS("[::1]:8444", "cert.pem", "key.pem", nil) }() // Loopback.
	log.Fatal(<-failed)
}
