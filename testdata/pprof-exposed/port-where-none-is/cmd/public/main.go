// A port of every interface.
// run: -
package main

import (
	"flag"
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
)

var host = flag.String("host", ":7234", "")

func main() {
	flag.Parse()
	addr := *host
	if _, _, err := net.SplitHostPort(addr); err != nil {
		addr = net.JoinHostPort(addr, "7239")
	}
	log.Fatal(http.ListenAndServe(addr, nil)) // want [pprof-exposed] "/debug/pprof/"
}
