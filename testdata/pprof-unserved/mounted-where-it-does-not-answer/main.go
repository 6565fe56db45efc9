// The mount leads to the default mux, under a prefix that it does not know.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof" // want [pprof-unserved] "net/http/pprof"
)

func main() {
	mux := http.NewServeMux()
	mux.Handle("/profiles/", http.DefaultServeMux)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
