// Clean: the pattern is a setting without a default; whoever asks for the page names one. Not run without it.
package main

import (
	"flag"
	"log"
	"net/http"
)

var url = flag.String("url", "", "where the page is")

func main() {
	flag.Parse()
	mux := http.NewServeMux()
	mux.HandleFunc("/health", http.NotFound)
	if len(flag.Args()) > 0 {
		mux.HandleFunc(*url, http.NotFound)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
