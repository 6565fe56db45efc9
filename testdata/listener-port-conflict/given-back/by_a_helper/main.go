// A helper closes it.
package main

import (
	"io"
	"log"
	"net"
	"net/http"
)

func done(c io.Closer) error { return c.Close() }

func check(network, addr string) (err error) {
	var c io.Closer
	switch network {
	case "tcp":
		c, err = net.Listen(network, addr)
	case "udp":
		c, err = net.ListenPacket(network, addr)
	default:
		return nil
	}
	if err != nil {
		return err
	}
	return done(c)
}

func main() {
	if err := check("tcp", "127.0.0.1:18803"); err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:18803", http.NewServeMux()))
}
