// The commands are fields of a variable whose type has no name, as command line libraries want it.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type serveCmd struct {
	Addr string
}

func (c *serveCmd) Run() error {
	return http.ListenAndServe(":8080", nil) // want [pprof-exposed] "`:8080`"
}

var cli struct {
	Verbose bool
	Server  struct {
		Serve serveCmd
	}
}

func main() {
	log.Fatal(cli.Server.Serve.Run())
}
