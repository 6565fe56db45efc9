// Bad: GET /debug/pprof/ is already on pprofMux: panics (Go 1.23+).
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	pprofMux := http.DefaultServeMux
	http.DefaultServeMux = http.NewServeMux() // not to serve pprof to the public
	pprofMux.Handle("/debug/pprof/heap", http.NotFoundHandler()) // want [route-conflict] "/debug/pprof/heap"
	go func() {
		s := http.Server{Addr: "localhost:18090", Handler: pprofMux}
		log.Println(s.ListenAndServe())
	}()
	http.Handle("/stats", http.NotFoundHandler())
	log.Fatal(http.ListenAndServe("127.0.0.1:18091", nil))
}
