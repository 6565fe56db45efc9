package main

import (
	"log"
	"net/http"
)

func main() {
	old := http.DefaultServeMux
	http.HandleFunc("/stats", http.NotFound)
	http.DefaultServeMux = http.NewServeMux()
	old.HandleFunc("/stats", http.NotFound) // want [route-conflict] "/stats"
	log.Fatal(http.ListenAndServe("127.0.0.1:0", old))
}
