// What a variable was declared with is gone when it is set as a whole: no address here is empty, which would be `:80`.
package main

import (
	"flag"
	"log"
	"net/http"
	_ "net/http/pprof"
)

type options struct{ public, debug string }

var (
	opt    options
	listen = flag.String("listen", ":8080", "address of the service")
	debug  = flag.String("debug", "127.0.0.1:6060", "address of the profiles")
)

func serve() {
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(opt.public, nil) }() // want [pprof-exposed] ":8080"
	go func() { failed <- http.ListenAndServe(opt.debug, nil) }()
	log.Fatal(<-failed)
}

func main() {
	flag.Parse()
	opt = options{public: *listen, debug: *debug}
	serve()
}
