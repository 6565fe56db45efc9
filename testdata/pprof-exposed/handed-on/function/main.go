// Middleware of functions: next is called, not its ServeHTTP.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func logged(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		log.Println(r.URL.Path)
		next(w, r)
	}
}

func main() {
	log.Fatal(http.ListenAndServe(":18811", logged(http.DefaultServeMux.ServeHTTP))) // want [pprof-exposed @function] ":18811"
}
