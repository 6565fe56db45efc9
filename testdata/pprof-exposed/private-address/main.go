// A private address is beyond loopback: the whole cluster can ask.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	log.Fatal(http.ListenAndServe("10.0.0.5:6060", nil)) // want [pprof-exposed] "10.0.0.5:6060"
}
