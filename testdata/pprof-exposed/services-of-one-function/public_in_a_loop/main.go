// The same list, and the default mux is public.
package main

import (
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
)

type service struct {
	port    string
	handler http.Handler
	public  bool
}

func run(services []service) {
	for _, s := range services {
		host := "127.0.0.1"
		if s.public {
			host = ""
		}
		go func() {
			log.Fatal(http.ListenAndServe(net.JoinHostPort(host, s.port), s.handler)) // want [pprof-exposed @public_in_a_loop] "http.ListenAndServe on `:18901`"
		}()
	}
	select {}
}

func main() {
	run([]service{{"18901", http.DefaultServeMux, true}, {"18902", http.NewServeMux(), false}})
}
