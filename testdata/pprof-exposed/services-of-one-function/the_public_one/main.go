// It is the public service that has no mux of its own.
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
	log.Fatal(http.ListenAndServe(addr, h)) // want [pprof-exposed @the_public_one] "http.ListenAndServe on `:0`"
}

func main() {
	go start("127.0.0.1:0", false)
	start(":0", true)
}
