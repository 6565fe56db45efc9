// pflag's defaults are values like those of flag.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"

	flag "github.com/spf13/pflag"
)

type options struct {
	public string
	debug  string
}

func (o *options) addFlags(flags *flag.FlagSet) {
	flags.StringVar(&o.public, "address", ":8080", "address of the service")
	flags.StringVarP(&o.debug, "debug-address", "d", "127.0.0.1:6060", "address of the profiles")
}

func main() {
	var o options
	o.addFlags(flag.CommandLine)
	metrics := flag.String("metrics-address", "0.0.0.0:9090", "address of the metrics")
	flag.Parse()

	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(o.public, nil) }() // want [pprof-exposed] ":8080"
	go func() { failed <- http.ListenAndServe(o.debug, nil) }()
	go func() { failed <- http.ListenAndServe(*metrics, nil) }() // want [pprof-exposed] "0.0.0.0:9090"
	log.Fatal(<-failed)
}
