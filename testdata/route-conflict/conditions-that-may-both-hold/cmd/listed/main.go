// The lists of values share one.
// run: -mode test
package main

import (
	"flag"
	"log"
	"net/http"
)

func register(mux *http.ServeMux, mode string) {
	switch mode {
	case "local", "test":
		mux.HandleFunc("/listed", http.NotFound)
	}
	switch mode {
	case "test", "remote":
		mux.HandleFunc("/listed", http.NotFound) // want [route-conflict] "/listed"
	}
}

func main() {
	mode := flag.String("mode", "", "local, test or remote")
	flag.Parse()
	mux := http.NewServeMux()
	register(mux, *mode)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
