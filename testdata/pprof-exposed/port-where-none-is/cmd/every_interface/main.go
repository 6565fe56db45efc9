// Every interface, and no port.
// run: -
package main

import (
	"flag"
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
)

var host = flag.String("host", "0.0.0.0", "")

func main() {
	flag.Parse()
	addr := *host
	if _, _, err := net.SplitHostPort(addr); err != nil {
		addr = net.JoinHostPort(addr, "7233")
	}
	log.Fatal(http.ListenAndServe(addr, nil)) // want [pprof-exposed] "/debug/pprof/"
}
