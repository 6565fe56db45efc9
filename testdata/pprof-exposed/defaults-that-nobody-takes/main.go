// Clean: the options with all interfaces come from a function that this program does not call.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"

	"example.com/defaults-that-nobody-takes/options"
)

type config struct{ options *options.Serving }

func (c *config) run() error {
	server := &http.Server{Addr: c.options.Address}
	return server.ListenAndServe()
}

func main() {
	log.Fatal((&config{options: options.Local()}).run())
}
