// Each address of a list, by its index.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	failed := make(chan error)
	addresses := []string{"127.0.0.1:18741", ":18742"}
	for i := range addresses {
		go func() { failed <- http.ListenAndServe(addresses[i], nil) }() // want [pprof-exposed @ranged] ":18742"
	}
	log.Fatal(<-failed)
}
