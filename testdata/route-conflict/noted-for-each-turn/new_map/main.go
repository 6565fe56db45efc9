// The map is another one in each turn.
package main

import (
	"log"
	"net/http"
)

func main() {
	mux := http.NewServeMux()
	for _, path := range []string{"/a", "/b", "/a"} {
		seen := map[string]bool{}
		if seen[path] {
			continue
		}
		seen[path] = true
		mux.HandleFunc(path, http.NotFound) // want [route-conflict @new_map] "/a"
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:18701", mux))
}
