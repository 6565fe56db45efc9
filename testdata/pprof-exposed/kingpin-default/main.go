// The default stands in a chain of calls.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"

	"github.com/alecthomas/kingpin/v2"
)

var (
	listen = kingpin.Flag("web.listen-address", "Address of the metrics.").Default(":9100").String()
	local  = kingpin.Flag("debug.address", "Address of the profiles.").Default("localhost:6060").String()
)

func main() {
	kingpin.Parse()
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(*listen, nil) }() // want [pprof-exposed] ":9100"
	go func() { failed <- http.ListenAndServe(*local, nil) }()
	log.Fatal(<-failed)
}
