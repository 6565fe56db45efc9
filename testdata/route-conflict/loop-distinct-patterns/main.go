// Clean: each round has a pattern of its own, and the loops are over different tables.
package main

import (
	"log"
	"net/http"
)

func main() {
	mux := http.NewServeMux()
	for _, dir := range []string{"static", "assets"} {
		mux.Handle("/"+dir+"/", http.FileServer(http.Dir(dir)))
	}
	for path, target := range map[string]string{"/old": "/new", "/older": "/new"} {
		mux.Handle(path, http.RedirectHandler(target, http.StatusFound))
	}
	for i := 0; i < 1; i++ {
		mux.HandleFunc("/once", http.NotFound)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
