// A pattern has a method where the table says which.
package main

import (
	"log"
	"net/http"
)

type route struct{ method, path string }

func main() {
	mux := http.NewServeMux()
	for _, r := range []route{{"GET", "/a"}, {"POST", "/a"}, {"", "/b"}, {"GET", "/b"}} {
		pattern := r.path
		if r.method != "" {
			pattern = r.method + " " + r.path
		}
		mux.HandleFunc(pattern, http.NotFound)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:18701", mux))
}
