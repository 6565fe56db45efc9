// Servers without Handler serve the default mux, however they come into being
// (blackbox_exporter#1637, node_exporter#2397).
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"time"
)

func main() {
	failed := make(chan error)

	literal := &http.Server{Addr: ":9115", ReadHeaderTimeout: time.Second}
	go func() { failed <- literal.ListenAndServe() }() // want [pprof-exposed] ":9115"

	made := new(http.Server)
	made.Addr = "0.0.0.0:9116"
	go func() { failed <- made.ListenAndServe() }() // want [pprof-exposed] "0.0.0.0:9116"

	var zero http.Server
	zero.Addr = "[::]:9117"
	go func() { failed <- zero.ListenAndServe() }() // want [pprof-exposed] "[::]:9117"

	log.Fatal(<-failed)
}
