// Named for its routes only, which move: http.DefaultServeMux in a comment is nothing.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	http.DefaultServeMux.HandleFunc("/home", func(w http.ResponseWriter, r *http.Request) {})
	http.HandleFunc("/a", func(w http.ResponseWriter, r *http.Request) {})
	log.Fatal(http.ListenAndServe(":18424", nil)) // want [pprof-exposed] "serves the pprof routes"
}
