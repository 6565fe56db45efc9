// vendor/ is read like any other source.
package main

import (
	"log"
	"net/http"

	_ "example.org/diag"
)

func main() {
	log.Fatal(http.ListenAndServe(":8080", nil)) // want [pprof-exposed] ":8080"
}
