// The reset happens in a package that is initialised before pprof: it drops nothing.
package main

import (
	"log"
	"net/http"

	"example.com/reset-in-earlier-init/last"
)

func main() {
	last.Start()
	log.Fatal(http.ListenAndServe(":8080", nil)) // want [pprof-exposed] ":8080"
}
