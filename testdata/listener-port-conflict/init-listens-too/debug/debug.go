// Package debug serves as soon as it is linked.
package debug

import (
	"log"
	"net"
	"net/http"
)

func init() {
	listener, err := net.Listen("tcp", "127.0.0.1:6060")
	if err != nil {
		log.Fatal(err)
	}
	go func() { log.Print(http.Serve(listener, http.NotFoundHandler())) }()
}
