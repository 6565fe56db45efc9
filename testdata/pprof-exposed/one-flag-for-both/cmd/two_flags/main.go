// run: -dev
package main

import (
	"flag"
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	dev := flag.Bool("dev", false, "")
	local := flag.Bool("local", false, "")
	flag.Parse()
	addr := ":7125"
	if *local {
		addr = "127.0.0.1:7125"
	}
	var handler http.Handler = http.NewServeMux()
	if *dev {
		handler = http.DefaultServeMux
	}
	log.Fatal(http.ListenAndServe(addr, handler)) // want [pprof-exposed] ":7125"
}
