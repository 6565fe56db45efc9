package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	pub := http.NewServeMux()
	pub.HandleFunc("POST /debug/", http.NotFound)
	pub.Handle("/", http.DefaultServeMux)
	log.Fatal(http.ListenAndServe(":18187", pub)) // want [pprof-exposed] ":18187"
}
