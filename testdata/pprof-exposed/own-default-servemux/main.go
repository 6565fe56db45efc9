// Clean: the DefaultServeMux of this package is its own, and nil means that one.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"

	"example.com/own-default-servemux/dns"
)

func main() {
	go func() { log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil)) }()
	log.Fatal(dns.ListenAndServe(":5353", nil))
}
