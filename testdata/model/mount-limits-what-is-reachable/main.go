// Clean: local. Through the mount only what begins with /debug/pprof/ is reachable.
package main

import (
	_ "expvar"
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	http.HandleFunc("/hidden", http.NotFound)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /items", http.NotFound)
	mux.Handle("/debug/pprof/", http.DefaultServeMux)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
