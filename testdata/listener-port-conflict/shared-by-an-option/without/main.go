package main

import (
	"context"
	"log"
	"net"
	"net/http"
)

func main() {
	lc := net.ListenConfig{}
	l, err := lc.Listen(context.Background(), "tcp", "127.0.0.1:9951")
	if err != nil {
		log.Fatal(err)
	}
	l2, err := lc.Listen(context.Background(), "tcp", "127.0.0.1:9951")
	if err != nil {
		log.Fatal(err)
	}
	go http.Serve(l, nil)
	log.Fatal(http.Serve(l2, nil)) // want [listener-port-conflict @without] "127.0.0.1:9951"
}
