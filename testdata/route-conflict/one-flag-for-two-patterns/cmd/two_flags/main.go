// run: -both
package main

import (
	"flag"
	"log"
	"net/http"
)

func main() {
	admin := flag.Bool("admin", false, "")
	both := flag.Bool("both", false, "")
	flag.Parse()
	mux := http.NewServeMux()
	pattern := "/api/"
	if *admin {
		pattern = "/admin/"
	}
	mux.HandleFunc(pattern, http.NotFound)
	if *both {
		mux.HandleFunc("/api/", http.NotFound) // want [route-conflict] "/api/"
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
