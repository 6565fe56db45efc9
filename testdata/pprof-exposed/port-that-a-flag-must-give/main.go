// A default of 0 is no port: the command line gives one.
// run: -port=8080 -debug-port=8081
package main

import (
	"errors"
	"flag"
	"fmt"
	"log"
	"net/http"
	_ "net/http/pprof"
)

type flags struct{ port, debug int }

func (f *flags) validate() error {
	if f.port == 0 || f.debug == 0 {
		return errors.New("give both ports")
	}
	return nil
}

func main() {
	var f flags
	flag.IntVar(&f.port, "port", 0, "port of the pages")
	flag.IntVar(&f.debug, "debug-port", 0, "port for debugging")
	flag.Parse()
	if err := f.validate(); err != nil {
		log.Fatal(err)
	}
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(fmt.Sprintf(":%d", f.port), nil) }() // want [pprof-exposed] "on every interface"
	// Clean: whatever the port is, the host is loopback.
	go func() { failed <- http.ListenAndServe(fmt.Sprintf("127.0.0.1:%d", f.debug), nil) }()
	log.Fatal(<-failed)
}
