// Clean: the directive asks for the old mux, in which the two are different strings,
// and in which pprof's import registers without a method.

//go:debug httpmuxgo121=1
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	http.HandleFunc("/a/x", http.NotFound)
	http.HandleFunc("/debug/pprof/heap", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
