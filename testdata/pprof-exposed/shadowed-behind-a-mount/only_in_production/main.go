package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

func main() {
	pub := http.NewServeMux()
	if os.Getenv("PRODUCTION") != "" {
		pub.HandleFunc("/debug/", http.NotFound)
	}
	pub.Handle("/", http.DefaultServeMux)
	log.Fatal(http.ListenAndServe(":18184", pub)) // want [pprof-exposed] ":18184"
}
