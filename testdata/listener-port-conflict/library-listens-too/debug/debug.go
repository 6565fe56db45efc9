// Package debug serves this machine.
package debug

import (
	"log"
	"net"
	"net/http"
)

// Start listens and serves in the background.
func Start() {
	listener, err := net.Listen("tcp", "localhost:6060")
	if err != nil {
		log.Fatal(err)
	}
	go func() { log.Print(http.Serve(listener, http.NotFoundHandler())) }()
}
