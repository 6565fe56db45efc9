// grpc serves on a listener that was opened for it.
package main

import (
	"log"
	"net"
	"net/http"

	"google.golang.org/grpc"
)

func main() {
	listener, err := net.Listen("tcp", ":50051")
	if err != nil {
		log.Fatal(err)
	}
	server := grpc.NewServer()
	go func() { log.Print(server.Serve(listener)) }()
	log.Fatal(http.ListenAndServe("0.0.0.0:50051", http.NotFoundHandler())) // want [listener-port-conflict] ":50051"
}
