// The same, asked in another way.
package main

import (
	"log"
	"net/http"
)

type route struct{ path string }

func register(mux *http.ServeMux, routes ...route) {
	seen := make(map[string]struct{})
	for _, r := range routes {
		if _, known := seen[r.path]; !known {
			seen[r.path] = struct{}{}
			mux.HandleFunc(r.path, http.NotFound)
		}
	}
}

func main() {
	mux := http.NewServeMux()
	register(mux, route{"/a"}, route{"/b"}, route{"/a"})
	log.Fatal(http.ListenAndServe("127.0.0.1:18701", mux))
}
