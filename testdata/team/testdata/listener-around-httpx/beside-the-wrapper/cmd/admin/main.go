package main

import (
	"log"
	"net"
	"net/http"

	"example.com/platform/httpx"
)

func main() {
	l, err := net.Listen("tcp", ":9090")
	if err != nil {
		log.Fatal(err)
	}
	go func() {
		log.Fatal(http.Serve(l, http.NewServeMux())) // want [acme/listener-around-httpx error @cmd/admin] "listens on `:9090` with `http.Serve`"
	}()
	server := &http.Server{Addr: "0.0.0.0:9091", Handler: http.NewServeMux()} // want [acme/slow-headers] "`0.0.0.0:9091`"
	go func() {
		log.Fatal(server.ListenAndServe()) // want [acme/listener-around-httpx] "`0.0.0.0:9091`" "no limits, no access log"
	}()
	httpx.Serve(":8080", http.NewServeMux())
}
