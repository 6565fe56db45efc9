package main

import (
	"log"
	"net/http"
	_ "net/http/pprof" // want [pprof-unserved] "net/http/pprof"
)

func public() *http.ServeMux {
	mux := http.NewServeMux()
	hide(mux, "/debug/")
	mux.Handle("/", http.DefaultServeMux)
	return mux
}

func hide(mux *http.ServeMux, paths ...string) {
	for _, path := range paths {
		mux.HandleFunc(path, http.NotFound)
	}
}

func main() {
	log.Fatal(http.ListenAndServe(":18189", public()))
}
