// By default the flag stands in the place of what is written.
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
	addr := ":7229"
	if o.addr != "" {
		addr = o.addr
	}
	return http.ListenAndServe(addr, nil)
}

func newCommand() *command {
	o := &options{}
	c := &command{RunE: func() error { return run(o) }}
	flag.StringVar(&o.addr, "addr", "127.0.0.1:7223", "")
	flag.Parse()
	return c
}

func main() { log.Fatal(newCommand().RunE()) }
