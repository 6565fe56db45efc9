package main

import (
	"flag"
	"log"
	"net/http"
	"strings"
)

func main() {
	point := flag.String("mount", "/", "")
	flag.Parse()
	mux := http.NewServeMux()
	mux.Handle(*point, http.FileServer(http.Dir("/tmp")))
	*point = strings.TrimSuffix(*point, "/")
	if *point != "/" {
		mux.HandleFunc("/", http.NotFound) // want [route-conflict] "/"
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
