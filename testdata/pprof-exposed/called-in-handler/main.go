// A handler function passes requests on to the default mux by itself.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"strings"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/api/", http.NotFound)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/debug/") {
			http.DefaultServeMux.ServeHTTP(w, r)
			return
		}
		http.NotFound(w, r)
	})
	log.Fatal(http.ListenAndServe(":8080", mux)) // want [pprof-exposed] ":8080"
}
