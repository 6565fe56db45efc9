// Clean: a nil *http.ServeMux in a handler is not nil, so it does not stand for the default mux.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof" // want [pprof-unserved] "no effect"
	"os"
)

func metrics(on bool) (*http.ServeMux, error) {
	if !on {
		return nil, nil
	}
	return http.NewServeMux(), nil
}

func main() {
	mux, err := metrics(len(os.Args) == 1)
	if err != nil {
		log.Fatal(err)
	}
	server := &http.Server{Addr: ":8080", Handler: mux}
	log.Fatal(server.ListenAndServe())
}
