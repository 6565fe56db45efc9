// Clean: what would take the same address is off unless somebody asks for it, and whoever does gives it another address.
// run:
// run: -metrics=on -address=:8093
package main

import (
	"flag"
	"log"
	"net/http"
)

func main() {
	listen := flag.String("listen", ":8092", "address of the pages")
	address := flag.String("address", ":8092", "address of the metrics")
	metrics := flag.String("metrics", "", "which metrics; none by default")
	flag.Parse()
	failed := make(chan error)
	if *metrics != "" {
		go func() { failed <- http.ListenAndServe(*address, http.NotFoundHandler()) }()
	}
	go func() { failed <- http.ListenAndServe(*listen, http.NotFoundHandler()) }()
	log.Fatal(<-failed)
}
