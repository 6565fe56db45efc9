// The server's field is read for a URL; the one of the other server is not.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	s := &http.Server{Addr: ":18407"}
	log.Println("http://localhost" + s.Addr)
	log.Fatal(s.ListenAndServe()) // want [pprof-exposed] "serves the pprof routes"
}
