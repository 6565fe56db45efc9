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
	addr := ":7122"
	if *dev {
		addr = "127.0.0.1:7122"
	}
	var handler http.Handler = http.NewServeMux()
	if *dev {
		handler = http.DefaultServeMux
	}
	log.Fatal(http.ListenAndServe(addr, handler))
}
