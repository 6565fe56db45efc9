// persona: pedantic
// Clean: a handler of the program's own type.
package main

import (
	"log"
	"net/http"
)

type app struct{}

func (app) ServeHTTP(w http.ResponseWriter, r *http.Request) { http.NotFound(w, r) }

func main() {
	log.Fatal(http.ListenAndServe(":8080", app{}))
}
