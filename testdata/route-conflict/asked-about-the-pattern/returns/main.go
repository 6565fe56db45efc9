package main

import (
	"flag"
	"log"
	"net/http"
)

var point = flag.String("mount", "/", "")

func routes(mux *http.ServeMux) {
	mux.HandleFunc(*point, http.NotFound)
	if *point == "/" {
		return
	}
	mux.HandleFunc("/", http.NotFound)
}

func main() {
	flag.Parse()
	mux := http.NewServeMux()
	routes(mux)
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
