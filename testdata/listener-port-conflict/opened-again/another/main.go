// The port that is asked for again is taken by the program itself.
package main

import (
	"log"
	"net"
	"net/http"
)

func main() {
	go func() { log.Println(http.ListenAndServe("127.0.0.1:18712", http.NotFoundHandler())) }()
	listener, err := net.Listen("tcp", "127.0.0.1:18711")
	for err != nil {
		listener, err = net.Listen("tcp", "127.0.0.1:18711")
	}
	go func() { log.Println(http.Serve(listener, http.NotFoundHandler())) }()
	log.Fatal(http.ListenAndServe("127.0.0.1:18712", http.NotFoundHandler())) // want [listener-port-conflict @another] "18712"
}
