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
	mux.Handle(*point, http.FileServer(http.Dir("/tmp")))
	if *point != "/" {
		mux.HandleFunc("/", http.NotFound)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:18081", mux))
}
