package main

import (
	"flag"
	"log"
	"net/http"
)

func main() {
	point := flag.String("mount", "/", "")
	flag.Parse()
	mux := http.NewServeMux()
	mux.HandleFunc(*point, http.NotFound)
	switch *point {
	case "/static/", "/files/":
		mux.HandleFunc("/", http.NotFound)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
