// The defaults are in the tags of the fields.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"

	"github.com/alecthomas/kong"
)

type options struct {
	Listen string `help:"Address of the service." default:":8080"`
	Debug  string `help:"Address of the profiles." default:"127.0.0.1:6060"`
}

func main() {
	var cli options
	kong.Parse(&cli)
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(cli.Listen, nil) }() // want [pprof-exposed] ":8080"
	go func() { failed <- http.ListenAndServe(cli.Debug, nil) }()
	log.Fatal(<-failed)
}
