// Clean: net.Listen opens the port, Serve uses it; the server's Addr is only for show.
package main

import (
	"log"
	"net"
	"net/http"
)

func main() {
	server := &http.Server{Addr: ":8080", Handler: http.NotFoundHandler()}
	listener, err := net.Listen("tcp", server.Addr)
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(server.Serve(listener))
}
