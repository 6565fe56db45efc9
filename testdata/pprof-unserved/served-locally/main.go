// Clean: a local listener serves the default mux.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	go func() { log.Println(http.ListenAndServe("localhost:6060", nil)) }()
	log.Fatal(http.ListenAndServe(":8080", http.NotFoundHandler()))
}
