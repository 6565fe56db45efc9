// Clean: inside main `http` is a value of the program's own, not the package.
package main

import (
	"log"
	nethttp "net/http"
	_ "net/http/pprof"
)

type router struct {
	routes map[string]nethttp.HandlerFunc
}

func (r *router) HandleFunc(pattern string, h nethttp.HandlerFunc) { r.routes[pattern] = h }

func main() {
	http := &router{routes: map[string]nethttp.HandlerFunc{}}
	http.HandleFunc("/debug/pprof/", func(w nethttp.ResponseWriter, r *nethttp.Request) {})
	http.HandleFunc("/debug/pprof/", func(w nethttp.ResponseWriter, r *nethttp.Request) {})
	log.Fatal(nethttp.ListenAndServe("127.0.0.1:6060", nil))
}
