// The program leaves the address empty, so that the dependency takes its default: the two meet.
package main

import (
	"log"
	"net/http"

	"example.org/metrics"
)

func main() {
	if server := metrics.New(metrics.Options{}); server != nil {
		go func() { log.Fatal(server.Start()) }()
	}
	log.Fatal(http.ListenAndServe(":8080", http.NewServeMux())) // want [listener-port-conflict] ":8080"
}
