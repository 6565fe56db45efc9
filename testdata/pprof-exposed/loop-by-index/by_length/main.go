// None of the addresses is public.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	failed := make(chan error)
	addresses := []string{"127.0.0.1:18741", "127.0.0.1:18742"}
	for i := range len(addresses) {
		go func() { failed <- http.ListenAndServe(addresses[i], nil) }()
	}
	log.Fatal(<-failed)
}
