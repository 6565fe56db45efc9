// Clean: this Index is the program's own.
package main

import (
	"log"
	"net/http"

	"example.com/own-index/pprof"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/internal/pprof/", pprof.Index)
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", mux))
}
