// The same without a closure.
// run: -
package main

import (
	"flag"
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	admin := flag.String("admin", "127.0.0.1:7225", "")
	flag.Parse()
	addr := ":7229"
	if *admin != "" {
		addr = *admin
	}
	log.Fatal(http.ListenAndServe(addr, nil))
}
