package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	pub := http.NewServeMux()
	pub.Handle("/debug/", http.DefaultServeMux)
	pub.Handle("/", http.DefaultServeMux)
	log.Fatal(http.ListenAndServe(":18185", pub)) // want [pprof-exposed] ":18185"
}
