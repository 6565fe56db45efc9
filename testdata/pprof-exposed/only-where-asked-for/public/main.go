package main

import (
	"flag"
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	public := flag.Bool("public", false, "listen on all interfaces")
	flag.Parse()
	addr := "127.0.0.1:6060"
	if *public {
		addr = ":6060"
	}
	log.Fatal(http.ListenAndServe(addr, nil))
}
