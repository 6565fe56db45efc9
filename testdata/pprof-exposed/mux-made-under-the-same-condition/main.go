// Clean: the mux is nil only where no server is made.
package main

import (
	"flag"
	"log"
	"net/http"
	_ "net/http/pprof" // want [pprof-unserved] "has no effect"
)

func serve(rebuild bool) error {
	var mux *http.ServeMux
	if rebuild {
		mux = http.NewServeMux()
		mux.Handle("/metrics", http.NotFoundHandler())
	}
	log.Print("rebuild: ", rebuild)
	if rebuild {
		server := &http.Server{Addr: ":8080", Handler: mux}
		return server.ListenAndServe()
	}
	return nil
}

func main() {
	rebuild := flag.Bool("rebuild", true, "whether to serve")
	flag.Parse()
	log.Fatal(serve(*rebuild))
}
