// The address is empty unless somebody gives one; then the profiles are served there.
// run: -debug 127.0.0.1:6060
package main

import (
	"flag"
	"log"
	"net/http"
	_ "net/http/pprof"
)

func serve(address string) {
	if address != "" {
		go func() { log.Fatal(http.ListenAndServe(address, nil)) }() // want [pprof-on-configured-address] "/debug/pprof/"
	}
}

func main() {
	address := flag.String("debug", "", "address of the profiles")
	flag.Parse()
	serve(*address)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", http.NotFoundHandler()))
}
