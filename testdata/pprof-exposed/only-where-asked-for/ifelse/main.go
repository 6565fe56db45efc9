package main

import (
	"flag"
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
)

func listenAddr(public bool, port string) string {
	if public {
		return net.JoinHostPort("", port)
	}
	return net.JoinHostPort("127.0.0.1", port)
}

func main() {
	public := flag.Bool("public", false, "listen on all interfaces")
	flag.Parse()
	port := os.Getenv("PORT")
	if port == "" {
		port = "6060"
	}
	log.Fatal(http.ListenAndServe(listenAddr(*public, port), nil))
}
