// The same, on this machine.
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
	if o.addr != "" {
		return http.ListenAndServe(o.addr, nil)
	}
	return nil
}

func newCommand() *command {
	o := &options{}
	c := &command{RunE: func() error { return run(o) }}
	flag.StringVar(&o.addr, "addr", "127.0.0.1:7222", "")
	flag.Parse()
	return c
}

func main() { log.Fatal(newCommand().RunE()) }
