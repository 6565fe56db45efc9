// Clean: a constant switches them off.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof" // want [pprof-unserved] "no effect"
)

const profiling = false

func main() {
	if profiling {
		go func() { log.Println(http.ListenAndServe(":6060", nil)) }()
	}
	log.Fatal(http.ListenAndServe(":8082", http.NotFoundHandler()))
}
