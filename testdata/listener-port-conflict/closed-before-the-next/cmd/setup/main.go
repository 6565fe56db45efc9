// The function that opens it has ended.
package main

import (
	"log"
	"net"
	"net/http"
)

func setup() error {
	ln, err := net.Listen("tcp", "127.0.0.1:18101")
	if err != nil {
		return err
	}
	defer ln.Close()
	done := make(chan struct{})
	go func() { log.Print(http.Serve(ln, http.NotFoundHandler())) }()
	close(done)
	<-done
	return nil
}

func main() {
	if err := setup(); err != nil {
		log.Fatal(err)
	}
	ln, err := net.Listen("tcp", "127.0.0.1:18101")
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.Serve(ln, http.NotFoundHandler()))
}
