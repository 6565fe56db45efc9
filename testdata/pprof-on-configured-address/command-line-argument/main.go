// The first argument is the address, through a function of the program's own.
// run: 127.0.0.1:6060
package main

import (
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
)

func serve(address string) error {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	return http.Serve(listener, nil) // want [pprof-on-configured-address] "/debug/pprof/"
}

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: command-line-argument ADDRESS")
	}
	log.Fatal(serve(os.Args[1]))
}
