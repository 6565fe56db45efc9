// Clean: nobody asks for the debug routes.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof" // want [pprof-unserved] "no effect"
)

func serve(addr string, debug bool) error {
	handler := http.NotFoundHandler()
	if debug {
		handler = nil
	}
	return http.ListenAndServe(addr, handler)
}

func main() {
	log.Fatal(serve(":8081", false))
}
