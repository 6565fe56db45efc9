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
	flag.Parse()
	addr := "127.0.0.1:7124"
	var handler http.Handler = http.NewServeMux()
	if *dev {
		addr = ":7124"
		handler = http.DefaultServeMux
	}
	log.Fatal(http.ListenAndServe(addr, handler)) // want [pprof-exposed] ":7124"
}
