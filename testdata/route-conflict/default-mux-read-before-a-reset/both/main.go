// Good: two muxes, /stats once on each.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	pprofMux := http.DefaultServeMux
	http.DefaultServeMux = http.NewServeMux() // not to serve pprof to the public
	pprofMux.Handle("/stats", http.NotFoundHandler())
	go func() {
		s := http.Server{Addr: "localhost:18090", Handler: pprofMux}
		log.Println(s.ListenAndServe())
	}()
	http.Handle("/stats", http.NotFoundHandler())
	log.Fatal(http.ListenAndServe("127.0.0.1:18091", nil))
}
