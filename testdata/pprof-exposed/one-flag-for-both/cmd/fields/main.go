package main

import (
	"flag"
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	dev := flag.Bool("dev", false, "")
	flag.Parse()
	server := &http.Server{Addr: ":7123", Handler: http.NewServeMux()}
	if *dev {
		server.Addr = "127.0.0.1:7123"
		server.Handler = http.DefaultServeMux
	}
	log.Fatal(server.ListenAndServe())
}
