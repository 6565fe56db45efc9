// Clean: one run takes one branch.
// run: -
// run: -maintenance
package main

import (
	"flag"
	"log"
	"net/http"
)

func main() {
	maintenance := flag.Bool("maintenance", false, "show a page instead of the service")
	flag.Parse()
	mux := http.NewServeMux()
	if *maintenance {
		mux.HandleFunc("/", http.NotFound)
	} else {
		mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {})
		mux.HandleFunc("/api/", http.NotFound)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
