// Another function puts something in the place of nothing.
package main

import (
	"flag"
	"log"
	"net/http"
	_ "net/http/pprof"
)

type options struct{ host string }

func fill(o *options) {
	if o.host == "" {
		o.host = "127.0.0.1"
	}
}

func main() {
	o := &options{}
	flag.StringVar(&o.host, "host", "", "the host")
	flag.Parse()
	fill(o)
	log.Fatal(http.ListenAndServe(o.host+":18456", nil))
}
