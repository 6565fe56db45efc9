// The same, with one pattern twice.
package main

import (
	"log"
	"net/http"
)

type route struct{ method, path string }

func main() {
	mux := http.NewServeMux()
	for _, r := range []route{{"GET", "/a"}, {"", "/b"}, {"GET", "/b"}, {"GET", "/a"}} {
		pattern := r.path
		if len(r.method) > 0 {
			pattern = r.method + " " + r.path
		}
		mux.HandleFunc(pattern, http.NotFound) // want [route-conflict @same_method] "GET /a"
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:18701", mux))
}
