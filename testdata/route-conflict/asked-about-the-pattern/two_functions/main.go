package main

import (
	"flag"
	"log"
	"net/http"
)

var point = flag.String("mount", "/", "")

func files(mux *http.ServeMux) {
	mux.HandleFunc(*point, http.NotFound)
}

func home(mux *http.ServeMux) {
	if *point != "/" {
		mux.HandleFunc("/", http.NotFound)
	}
}

func main() {
	flag.Parse()
	mux := http.NewServeMux()
	files(mux)
	home(mux)
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
