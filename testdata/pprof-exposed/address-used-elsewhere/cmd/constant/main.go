// The constant is cut and printed.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"strings"
)

const addr = "0.0.0.0:18403"

func main() {
	log.Println("port", strings.TrimPrefix(addr, "0.0.0.0:"))
	log.Fatal(http.ListenAndServe(addr, nil)) // want [pprof-exposed] "serves the pprof routes"
}
