package main

import (
	"log"
	"net/http"
	_ "net/http/pprof" // want [pprof-unserved] "net/http/pprof"
)

func main() {
	pub := http.NewServeMux()
	pub.HandleFunc("/debug/", http.NotFound)
	pub.Handle("/", http.DefaultServeMux)
	http.HandleFunc("/health", http.NotFound)
	log.Fatal(http.ListenAndServe(":18080", pub))
}
