// The address has none.
// run: -
package main

import (
	"flag"
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
)

var host = flag.String("host", "127.0.0.1", "")

func main() {
	flag.Parse()
	addr := *host
	if _, _, err := net.SplitHostPort(addr); err != nil {
		addr = net.JoinHostPort(addr, "7232")
	}
	log.Fatal(http.ListenAndServe(addr, nil))
}
