// Another package of the program has the default mux.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"

	"example.com/shop/internal/lookup"
)

func main() {
	http.HandleFunc("/home", func(w http.ResponseWriter, r *http.Request) { log.Println(lookup.Pattern(r)) })
	log.Fatal(http.ListenAndServe(":18423", nil)) // want [pprof-exposed] "serves the pprof routes"
}
