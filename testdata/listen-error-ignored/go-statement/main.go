// If 6060 is taken, nobody hears of it (autobrr#2044).
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	go http.ListenAndServe("localhost:6060", nil) // want [listen-error-ignored note] "localhost:6060"
	log.Fatal(http.ListenAndServe(":8080", http.NotFoundHandler()))
}
