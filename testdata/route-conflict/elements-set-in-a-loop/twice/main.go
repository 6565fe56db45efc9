// What a loop makes of its elements may be the same.
package main

import (
	"log"
	"net/http"
	"strings"
)

func main() {
	names := []string{"A", "b"}
	for i := range names {
		names[i] = "/" + strings.ToLower(names[i])
	}
	for _, name := range names {
		http.HandleFunc(name, http.NotFound)
	}
	http.HandleFunc("/a", http.NotFound) // want [route-conflict @twice] "/a"
	log.Fatal(http.ListenAndServe("127.0.0.1:18483", nil))
}
