// The socket is closed where something fails.
package main

import (
	"log"
	"net"
	"net/http"
	"os"
	"time"
)

func start() error {
	ln, err := net.Listen("tcp", "127.0.0.1:18100")
	if err != nil {
		return err
	}
	if _, err := os.Getwd(); err != nil {
		ln.Close()
		return err
	}
	go func() { log.Print(http.Serve(ln, http.NotFoundHandler())) }()
	return nil
}

func main() {
	if err := start(); err != nil {
		log.Fatal(err)
	}
	time.Sleep(200 * time.Millisecond)
	log.Fatal(http.ListenAndServe("127.0.0.1:18100", http.NotFoundHandler())) // want [listener-port-conflict] "cannot listen on `127.0.0.1:18100`"
}
