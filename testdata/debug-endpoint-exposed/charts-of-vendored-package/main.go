// A dependency whose init registers routes of its own.
// probe: /debug/charts/
package main

import (
	"log"
	"net/http"

	_ "github.com/mkevac/debugcharts"
)

func main() {
	log.Fatal(http.ListenAndServe("0.0.0.0:8080", nil)) // want [debug-endpoint-exposed warning] "0.0.0.0:8080" "/debug/charts/"
}
