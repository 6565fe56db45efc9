// The method is taken, and its listener is on all interfaces.
package main

import (
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
)

func main() {
	srv := &http.Server{}
	ln, err := net.Listen("tcp", ":0")
	if err != nil {
		log.Fatal(err)
	}
	serve := srv.Serve
	if os.Getenv("QUIET") != "" {
		serve = func(net.Listener) error { return nil }
	}
	log.Fatal(serve(ln)) // want [pprof-exposed @on_all_interfaces] "(*http.Server).Serve on `:0`"
}
