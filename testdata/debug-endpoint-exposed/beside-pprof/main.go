// Both are exposed, and both are said.
package main

import (
	_ "expvar"
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	log.Fatal(http.ListenAndServe(":8080", nil)) // want [pprof-exposed error] ":8080" [debug-endpoint-exposed warning] ":8080" "/debug/vars"
}
