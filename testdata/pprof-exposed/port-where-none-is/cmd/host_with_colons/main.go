// A host with colons of its own is no port.
// run: -
package main

import (
	"flag"
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
)

var host = flag.String("host", "::1", "")

func main() {
	flag.Parse()
	addr := *host
	if _, _, err := net.SplitHostPort(addr); err != nil {
		addr = net.JoinHostPort(addr, "7235")
	}
	log.Fatal(http.ListenAndServe(addr, nil))
}
