// persona: pedantic
// Named, wrapped, assigned later, or no mux at all: whoever reads the line can see what is served.
package main

import (
	"log"
	"net"
	"net/http"
)

func main() {
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe("127.0.0.1:8081", http.NotFoundHandler()) }()
	late := &http.Server{Addr: "127.0.0.1:8082"}
	late.Handler = http.NotFoundHandler()
	go func() { failed <- late.ListenAndServe() }()
	go func() { failed <- http.ListenAndServe("127.0.0.1:8083", http.DefaultServeMux) }() // want [default-mux-served] "127.0.0.1:8083"
	listener, err := net.Listen("tcp", "127.0.0.1:8084")
	if err != nil {
		log.Fatal(err)
	}
	defer listener.Close()
	log.Fatal(<-failed)
}
