// Written, not a flag.
// run: -
package main

import (
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	addr := "127.0.0.1:7236"
	if _, _, err := net.SplitHostPort(addr); err != nil {
		addr = net.JoinHostPort(addr, "7239")
	}
	log.Fatal(http.ListenAndServe(addr, nil))
}
