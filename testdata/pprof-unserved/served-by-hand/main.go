// Clean: a handler asks the default mux itself, and goes to a router that is not known: the import may well be served.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"

	"example.org/router"
)

func main() {
	r := router.New()
	r.Get("/debug/pprof/", func(w http.ResponseWriter, req *http.Request) {
		http.DefaultServeMux.ServeHTTP(w, req)
	})
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", r))
}
