package main

import (
	"flag"
	"log"
	"net/http"
)

func main() {
	health := flag.String("health", "/status", "")
	metrics := flag.String("metrics", "/status", "")
	flag.Parse()
	mux := http.NewServeMux()
	mux.HandleFunc(*health, http.NotFound)
	if *metrics != *health {
		mux.HandleFunc(*metrics, http.NotFound)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
