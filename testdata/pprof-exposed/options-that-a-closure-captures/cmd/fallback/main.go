// A flag without a default stands in for nothing.
// run: -
package main

import (
	"flag"
	"log"
	"net/http"
	_ "net/http/pprof"
)

type options struct{ addr string }

type command struct{ RunE func() error }

func run(o *options) error {
	addr := ":7224"
	if o.addr != "" {
		addr = o.addr
	}
	return http.ListenAndServe(addr, nil) // want [pprof-exposed] "/debug/pprof/"
}

func newCommand() *command {
	o := &options{}
	c := &command{RunE: func() error { return run(o) }}
	flag.StringVar(&o.addr, "addr", "", "")
	flag.Parse()
	return c
}

func main() { log.Fatal(newCommand().RunE()) }
