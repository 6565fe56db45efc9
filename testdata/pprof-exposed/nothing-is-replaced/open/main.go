// Where no host is given it is all of them.
package main

import (
	"flag"
	"log"
	"net/http"
	_ "net/http/pprof"
)

type options struct{ host string }

func main() {
	o := &options{}
	flag.StringVar(&o.host, "host", "", "the host")
	flag.Parse()
	if o.host == "" {
		o.host = "0.0.0.0"
	}
	log.Fatal(http.ListenAndServe(o.host+":18455", nil)) // want [pprof-exposed] "0.0.0.0:18455"
}
