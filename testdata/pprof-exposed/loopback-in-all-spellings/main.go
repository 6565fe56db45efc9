// Clean: every one of these addresses is this machine's own.
package main

import (
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	failed := make(chan error)
	for _, address := range []string{"127.0.0.1:6061", "localhost:6062", "[::1]:6063", "127.0.0.53:6064", "[::ffff:127.0.0.1]:6065"} {
		go func(address string) { failed <- http.ListenAndServe(address, nil) }(address)
	}
	listener, err := net.ListenTCP("tcp", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 6066})
	if err != nil {
		log.Fatal(err)
	}
	go func() { failed <- http.Serve(listener, nil) }()
	log.Fatal(<-failed)
}
