package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	pub := http.NewServeMux()
	pub.HandleFunc("/debug/vars", http.NotFound)
	pub.HandleFunc("/debug/pprof/heap", http.NotFound)
	pub.Handle("/", http.DefaultServeMux)
	log.Fatal(http.ListenAndServe(":18183", pub)) // want [pprof-exposed] ":18183"
}
