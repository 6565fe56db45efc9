// The function that holds the port serves on it, too.
package main

import (
	"log"
	"net"
	"net/http"
)

func serve() error {
	return http.ListenAndServe("127.0.0.1:18805", http.NewServeMux()) // want [listener-port-conflict @held_while_it_serves] "18805"
}

func once() error {
	l, err := net.Listen("tcp", "127.0.0.1:18805")
	if err != nil {
		return err
	}
	defer l.Close()
	return serve()
}

func main() { log.Fatal(once()) }
