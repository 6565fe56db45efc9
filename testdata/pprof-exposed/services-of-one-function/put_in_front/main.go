// The host is put in front where the configuration says so.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type config struct {
	addr     string
	loopback bool
}

func serve(c config) error {
	if c.loopback {
		c.addr = "127.0.0.1" + c.addr
	}
	return http.ListenAndServe(c.addr, nil)
}

func main() { log.Fatal(serve(config{":0", true})) }
