// The program never names pprof: a dependency of a dependency imports it.
package main

import (
	"log"
	"net/http"

	"example.org/service"
)

func main() {
	service.Name("api")
	http.HandleFunc("/", http.NotFound)
	log.Fatal(http.ListenAndServe(":8080", nil)) // want [pprof-exposed] ":8080" "net/http/pprof"
}
