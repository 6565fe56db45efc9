// Clean: a go.mod without a go line means go 1.16, and so the old mux.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	http.HandleFunc("/api/", http.NotFound)
	http.HandleFunc("/api", http.NotFound)
	http.HandleFunc("localhost/debug/pprof/", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
