// Only the server knows its address.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	s := &http.Server{Addr: ":18408"}
	log.Fatal(s.ListenAndServe()) // want [pprof-exposed] "serves the pprof routes"
}
