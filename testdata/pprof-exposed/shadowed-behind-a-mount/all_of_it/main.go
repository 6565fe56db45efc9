package main

import (
	"log"
	"net/http"
	_ "net/http/pprof" // want [pprof-unserved] "net/http/pprof"
)

func main() {
	pub := http.NewServeMux()
	pub.HandleFunc("/debug/pprof/", func(w http.ResponseWriter, r *http.Request) {
		http.Error(w, "not here", http.StatusForbidden)
	})
	pub.Handle("/", http.DefaultServeMux)
	log.Fatal(http.ListenAndServe(":18181", pub))
}
