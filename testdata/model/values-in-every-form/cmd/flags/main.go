// Flags: pointers, variables, fields, a set of its own, a number, a pointer that is handed on.
package main

import (
	"flag"
	"fmt"
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

type options struct {
	addr string
	port int
}

func serve(addr *string) error { return http.ListenAndServe(*addr, nil) }

func main() {
	var o options
	flag.StringVar(&o.addr, "addr", ":7191", "address")
	flag.IntVar(&o.port, "port", 7192, "port")
	host := flag.String("host", "127.0.0.1", "host")
	flag.Parse()
	set := flag.NewFlagSet("debug", flag.ExitOnError)
	debug := set.String("debug", "localhost:7193", "address of the profiles")
	number := set.Uint("number", 7194, "port")
	if err := set.Parse(nil); err != nil {
		os.Exit(2)
	}
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(o.addr, nil) }() // want [pprof-exposed] ":7191"
	go func() { failed <- http.ListenAndServe(fmt.Sprintf("%s:%d", *host, o.port), nil) }()
	go func() { failed <- serve(debug) }()
	go func() { failed <- http.ListenAndServe(fmt.Sprintf("127.0.0.1:%d", *number), nil) }()
	log.Fatal(<-failed)
}
