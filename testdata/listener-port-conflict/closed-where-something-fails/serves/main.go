package main

import (
	"log"
	"net"
	"net/http"
	"os"
)

func listenRaw(addr string) (net.Listener, error) {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	if err := os.Chdir("/"); err != nil {
		ln.Close()
		return nil, err
	}
	return ln, nil
}

func main() {
	ln, err := listenRaw("127.0.0.1:9950")
	if err != nil {
		log.Fatal(err)
	}
	go func() {
		for {
			c, err := ln.Accept()
			if err != nil {
				return
			}
			c.Close()
		}
	}()
	log.Fatal(http.ListenAndServe("127.0.0.1:9950", nil)) // want [listener-port-conflict @serves] "127.0.0.1:9950"
}
