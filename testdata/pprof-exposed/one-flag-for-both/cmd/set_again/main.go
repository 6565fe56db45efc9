// run: -dev again
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
	addr := ":7126"
	var handler http.Handler = http.NewServeMux()
	if *dev {
		addr = "127.0.0.1:7126"
		handler = http.DefaultServeMux
	}
	if flag.NArg() > 0 {
		addr = ":7126"
	}
	log.Fatal(http.ListenAndServe(addr, handler)) // want [pprof-exposed] ":7126"
}
