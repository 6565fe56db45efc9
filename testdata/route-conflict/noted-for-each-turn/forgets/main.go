// Each call of the function begins with nothing.
package main

import (
	"log"
	"net/http"
)

func register(mux *http.ServeMux, paths ...string) {
	seen := map[string]bool{}
	for _, path := range paths {
		if !seen[path] {
			seen[path] = true
			mux.HandleFunc(path, http.NotFound) // want [route-conflict @forgets] "/b"
		}
	}
}

func main() {
	mux := http.NewServeMux()
	register(mux, "/a", "/b", "/a")
	register(mux, "/c", "/b")
	log.Fatal(http.ListenAndServe("127.0.0.1:18701", mux))
}
