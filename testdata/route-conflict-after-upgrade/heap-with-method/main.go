// Clean: with a method, or with a host, the route is more specific in every release.
package main

import (
	"log"
	"net/http"
	"net/http/pprof"
)

func main() {
	http.Handle("GET /debug/pprof/heap", pprof.Handler("heap"))
	http.Handle("localhost/debug/pprof/allocs", pprof.Handler("allocs"))
	http.HandleFunc("POST /debug/pprof/symbol", pprof.Symbol)
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
