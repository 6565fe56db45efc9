// Clean: two sockets with two names.
package main

import (
	"log"
	"net"
	"net/http"
)

func main() {
	failed := make(chan error)
	for _, path := range []string{"./api.sock", "./web.sock"} {
		listener, err := net.Listen("unix", path)
		if err != nil {
			log.Fatal(err)
		}
		go func() { failed <- http.Serve(listener, http.NotFoundHandler()) }()
	}
	log.Fatal(<-failed)
}
