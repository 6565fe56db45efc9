// Only Go 1.22 itself panics: there expvar registers without a method.
package main

import (
	_ "expvar"
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("GET /", http.NotFound) // want [route-conflict-after-upgrade E122] "GET /" [pattern-needs-go122] "GET /"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
