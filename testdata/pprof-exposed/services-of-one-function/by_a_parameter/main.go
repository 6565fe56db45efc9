// Only the service on loopback has no mux of its own.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func start(addr string, debug bool) {
	var h http.Handler
	if !debug {
		h = http.NewServeMux()
	}
	log.Fatal(http.ListenAndServe(addr, h))
}

func main() {
	go start("127.0.0.1:0", true)
	start(":0", false)
}
