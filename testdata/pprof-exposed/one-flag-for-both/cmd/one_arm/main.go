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
	addr := ":7121"
	var handler http.Handler = http.NewServeMux()
	if *dev {
		addr = "127.0.0.1:7121"
		handler = http.DefaultServeMux
	}
	log.Fatal(http.ListenAndServe(addr, handler))
}
