// The default of a flag is what most runs have.
package main

import (
	"flag"
	"log"
	"net/http"
	_ "net/http/pprof"
)

var metrics string

func init() {
	flag.StringVar(&metrics, "metrics", ":9090", "address of the metrics")
}

func main() {
	address := flag.String("address", ":8080", "address of the service")
	local := flag.String("local", "localhost:6060", "address of the profiles")
	flag.Parse()

	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(*address, nil) }() // want [pprof-exposed] ":8080"
	go func() { failed <- http.ListenAndServe(metrics, nil) }()  // want [pprof-exposed] ":9090"
	go func() { failed <- http.ListenAndServe(*local, nil) }()
	log.Fatal(<-failed)
}
