// A loop that counts to the length of a table goes over the table.
package main

import (
	"log"
	"net/http"
)

type route struct {
	path    string
	private bool
}

func main() {
	routes := []route{{"/a", false}, {"/b", true}, {"/b", false}, {"/a", false}}
	mux := http.NewServeMux()
	for i := 0; i < len(routes); i++ {
		r := &routes[i]
		if r.private {
			continue
		}
		mux.HandleFunc(r.path, http.NotFound) // want [route-conflict @counts] "/a"
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:18701", mux))
}
