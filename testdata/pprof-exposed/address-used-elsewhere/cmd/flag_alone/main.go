// The flag is for the listener and nothing else.
package main

import (
	"flag"
	"log"
	"net/http"
	_ "net/http/pprof"
)

var addr = flag.String("addr", ":18402", "listen on this address")

func main() {
	flag.Parse()
	log.Fatal(http.ListenAndServe(*addr, nil)) // want [pprof-exposed] "serves the pprof routes"
}
