// The flag's value is part of a URL, too: its default cannot be another one without that.
package main

import (
	"flag"
	"log"
	"net/http"
	_ "net/http/pprof"
)

var addr = flag.String("addr", ":18401", "listen on this address")

func main() {
	flag.Parse()
	log.Println("http://localhost" + *addr)
	log.Fatal(http.ListenAndServe(*addr, nil)) // want [pprof-exposed] "serves the pprof routes"
}
