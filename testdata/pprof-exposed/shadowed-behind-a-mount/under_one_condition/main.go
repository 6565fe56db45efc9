package main

import (
	"log"
	"net/http"
	_ "net/http/pprof" // want [pprof-unserved] "net/http/pprof"
	"os"
)

func main() {
	pub := http.NewServeMux()
	if os.Getenv("LEGACY") != "" {
		pub.HandleFunc("/debug/", http.NotFound)
		pub.Handle("/", http.DefaultServeMux)
	}
	log.Fatal(http.ListenAndServe(":18190", pub))
}
