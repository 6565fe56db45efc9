// What was registered is left out.
package main

import (
	"log"
	"net/http"
)

func main() {
	mux := http.NewServeMux()
	seen := map[string]bool{}
	for _, path := range []string{"/a", "/b", "/a"} {
		if seen[path] {
			continue
		}
		seen[path] = true
		mux.HandleFunc(path, http.NotFound)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:18701", mux))
}
