// The address is a field of a structure that a file fills.
// run: ADMIN=127.0.0.1:6061
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"

	"example.com/configuration-file/config"
)

func main() {
	c, err := config.Load()
	if err != nil {
		log.Fatal(err)
	}
	server := &http.Server{Addr: c.Admin}
	log.Fatal(server.ListenAndServe()) // want [pprof-on-configured-address] "/debug/pprof/"
}
