// Neither file shows that the ports are the same.
package main

import (
	"log"
	"net/http"

	"example.com/constants-of-two-packages/config"
	"example.com/constants-of-two-packages/metrics"
)

func main() {
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(config.Address, http.NotFoundHandler()) }()
	go func() { failed <- http.ListenAndServe(metrics.Address, http.NotFoundHandler()) }() // want [listener-port-conflict error] ":9090"
	log.Fatal(<-failed)
}
