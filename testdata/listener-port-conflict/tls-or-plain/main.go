// Without arguments both want one port: which of its two arms the second one takes, the defaults tell.
// run: -
// run: -metrics=:6071
package main

import (
	"flag"
	"log"
	"net/http"
)

func main() {
	listen := flag.String("listen", ":6070", "address of the pages")
	metrics := flag.String("metrics", ":6070", "address of the metrics")
	cert := flag.String("cert", "", "certificate")
	key := flag.String("key", "", "its key")
	flag.Parse()
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(*metrics, http.NotFoundHandler()) }()
	srv := &http.Server{Addr: *listen, Handler: http.NotFoundHandler()}
	go func() {
		if *cert != "" || *key != "" {
			failed <- srv.ListenAndServeTLS(*cert, *key)
		} else {
			failed <- srv.ListenAndServe() // want [listener-port-conflict warning] ":6070"
		}
	}()
	log.Fatal(<-failed)
}
