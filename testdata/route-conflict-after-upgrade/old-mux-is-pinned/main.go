// The old mux is asked for by name: no Go release and no go line changes that.

//go:debug httpmuxgo121=1
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	http.HandleFunc("/a%2Fb", http.NotFound)
	http.HandleFunc("/a%2fb", http.NotFound)
	http.HandleFunc("/debug/pprof/heap", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
