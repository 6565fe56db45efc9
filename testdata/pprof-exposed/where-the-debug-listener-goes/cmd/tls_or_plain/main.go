// The first listener in the text is one that the usual run does not come to.
// run: -
package main

import (
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
)

func main() {
	http.HandleFunc("/orders", http.NotFound)
	l, err := net.Listen("tcp", ":7291")
	if err != nil {
		log.Fatal(err)
	}
	if os.Getenv("CERTIFICATE") != "" {
		log.Fatal(http.ServeTLS(l, nil, os.Getenv("CERTIFICATE"), os.Getenv("KEY"))) // want [pprof-exposed] "/debug/pprof/"
	}
	log.Fatal(http.Serve(l, nil)) // want [pprof-exposed] ":7291"
}
