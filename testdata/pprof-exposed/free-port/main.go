// Port 0 is some port on all interfaces.
package main

import (
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	listener, err := net.Listen("tcp", ":0")
	if err != nil {
		log.Fatal(err)
	}
	log.Println("listening on", listener.Addr())
	log.Fatal(http.Serve(listener, nil)) // want [pprof-exposed] "/debug/pprof/"
}
