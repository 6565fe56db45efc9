// The listener was clean until the library came (k8s-stackdriver#1197, e2b#2039).
package main

import (
	"log"
	"net/http"

	"example.com/makes-a-public-listener-leak/pool"
)

func main() {
	http.Handle("/pool", pool.New())
	log.Fatal(http.ListenAndServe(":8080", nil)) // want [pprof-exposed error] ":8080"
}
