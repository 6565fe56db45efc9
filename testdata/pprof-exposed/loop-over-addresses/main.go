// One of the addresses of the loop is public.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	failed := make(chan error)
	for _, address := range []string{"127.0.0.1:6060", ":6061", "[::1]:6062"} {
		go func() { failed <- http.ListenAndServe(address, nil) }() // want [pprof-exposed] ":6061"
	}
	log.Fatal(<-failed)
}
