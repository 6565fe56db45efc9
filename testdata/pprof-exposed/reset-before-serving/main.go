// Clean: main throws the import's routes away before it serves the default mux.
package main

import (
	"log"
	"net/http"
	"net/http/pprof"
)

func main() {
	debug := http.NewServeMux()
	debug.Handle("/debug/pprof/heap", pprof.Handler("heap"))
	go func() { log.Fatal(http.ListenAndServe("127.0.0.1:6060", debug)) }()

	http.DefaultServeMux = http.NewServeMux()
	http.HandleFunc("/", http.NotFound)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
