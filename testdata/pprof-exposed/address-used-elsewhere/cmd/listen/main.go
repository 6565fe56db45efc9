// The address is given to net.Listen.
package main

import (
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	ln, err := net.Listen("tcp", ":18409")
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.Serve(ln, nil)) // want [pprof-exposed] "serves the pprof routes"
}
