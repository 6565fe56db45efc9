// Clean: each family has its own wildcard when it is asked for by name.
package main

import (
	"log"
	"net"
	"net/http"
)

func main() {
	four, err := net.Listen("tcp4", ":8080")
	if err != nil {
		log.Fatal(err)
	}
	six, err := net.Listen("tcp6", ":8080")
	if err != nil {
		log.Fatal(err)
	}
	go func() { log.Print(http.Serve(four, http.NotFoundHandler())) }()
	log.Fatal(http.Serve(six, http.NotFoundHandler()))
}
