// What is returned first counts.
// run: -
package main

import (
	"flag"
	"log"
	"net/http"
	_ "net/http/pprof"
)

var admin = flag.String("admin", "127.0.0.1:7226", "")

func address() string {
	if *admin != "" {
		return *admin
	}
	return ":7229"
}

func main() {
	flag.Parse()
	log.Fatal(http.ListenAndServe(address(), nil))
}
