// Clean: the flag's default is what runs have, and it is local.
package main

import (
	"flag"
	"log"
	"net/http"
	_ "net/http/pprof"
)

var address = flag.String("pprof", "127.0.0.1:6060", "address of the profiles")

func main() {
	flag.Parse()
	log.Fatal(http.ListenAndServe(*address, nil))
}
