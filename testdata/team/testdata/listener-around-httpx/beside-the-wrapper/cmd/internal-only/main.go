package main

import (
	"log"
	"net"
	"net/http"
)

func main() {
	// Clean: nobody else reaches these.
	go func() {
		log.Fatal(http.ListenAndServe("localhost:6060", http.NewServeMux()))
	}()
	l, err := net.Listen("unix", "/run/shop.sock")
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.Serve(l, http.NewServeMux()))
}
