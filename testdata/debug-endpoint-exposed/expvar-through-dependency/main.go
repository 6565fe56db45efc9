// Every program with prometheus metrics on the default mux: true, and a lower tier.
package main

import (
	"log"
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
)

func main() {
	http.Handle("/metrics", prometheus.Handler())
	log.Fatal(http.ListenAndServe(":9090", nil)) // want [debug-endpoint-exposed note] ":9090" "/debug/vars"
}
