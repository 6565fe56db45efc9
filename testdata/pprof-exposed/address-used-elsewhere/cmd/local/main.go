// One local for two things, and one for the listener alone.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	addr, other := ":18404", ":18405"
	log.Println("http://localhost" + addr)
	go func() {
		log.Fatal(http.ListenAndServe(addr, nil)) // want [pprof-exposed] "serves the pprof routes"
	}()
	log.Fatal(http.ListenAndServe(other, nil)) // want [pprof-exposed] "serves the pprof routes"
}
