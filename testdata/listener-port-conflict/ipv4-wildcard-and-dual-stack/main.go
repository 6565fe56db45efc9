// The dual-stack wildcard needs the IPv4 port as well.
package main

import (
	"log"
	"net"
	"net/http"
)

func main() {
	listener, err := net.Listen("tcp4", ":8080")
	if err != nil {
		log.Fatal(err)
	}
	go func() { log.Print(http.Serve(listener, http.NotFoundHandler())) }()
	log.Fatal(http.ListenAndServe(":8080", http.NotFoundHandler())) // want [listener-port-conflict error] ":8080"
}
