// Off unless an address is given: the default never listens. A field is asked for as a variable is.
// run: -profile=127.0.0.1:6062
package main

import (
	"flag"
	"log"
	"net/http"
	_ "net/http/pprof"
)

type config struct {
	profile string
	status  string
}

func load() *config {
	profile := flag.String("profile", "", "where to serve profiles")
	status := flag.String("status", "", "where to serve the status")
	flag.Parse()
	return &config{profile: *profile, status: *status}
}

func main() {
	c := load()
	failed := make(chan error)
	if c.profile != "" {
		go func() {
			failed <- http.ListenAndServe(c.profile, nil) // want [pprof-on-configured-address] "pprof"
		}()
	}
	// Clean: what is not given is set to loopback.
	if c.status == "" {
		c.status = "127.0.0.1:6060"
	}
	if c.status != "none" {
		go func() { failed <- http.ListenAndServe(c.status, http.NotFoundHandler()) }()
	}
	log.Fatal(<-failed)
}
