// A handler that nobody sets is nil.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

func metrics(on bool) (http.Handler, error) {
	if !on {
		return nil, nil
	}
	return http.NewServeMux(), nil
}

func main() {
	handler, err := metrics(len(os.Args) > 1)
	if err != nil {
		log.Fatal(err)
	}
	server := &http.Server{Addr: ":8081", Handler: handler}
	log.Fatal(server.ListenAndServe()) // want [pprof-exposed] ":8081"
}
