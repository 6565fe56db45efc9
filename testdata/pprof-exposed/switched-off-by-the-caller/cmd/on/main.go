// The one call switches it off, the other does not; what is switched off is switched on again before the call; and a
// variable that a flag sets is not what it starts as.
package main

import (
	"flag"
	"log"
	"net/http"
	_ "net/http/pprof"
)

type config struct {
	addr    string
	enabled bool
}

func (c *config) serve(handler http.Handler) error {
	if !c.enabled {
		return nil
	}
	return http.ListenAndServe(c.addr, handler) // want [pprof-exposed] ":8083"
}

func serve(addr string, debug bool) error {
	handler := http.NotFoundHandler()
	if debug {
		handler = nil
	}
	return http.ListenAndServe(addr, handler) // want [pprof-exposed] ":8084"
}

func main() {
	debug := false
	flag.BoolVar(&debug, "debug", true, "serve the debug routes")
	flag.Parse()
	go func() { log.Println(serve(":8085", false)) }()
	go func() { log.Println(serve(":8084", true)) }()
	if debug {
		go func() { log.Println(http.ListenAndServe(":8086", nil)) }() // want [pprof-exposed] ":8086"
	}
	c := &config{addr: ":8083"}
	c.enabled = false
	c.enabled = true
	log.Fatal(c.serve(nil))
}
