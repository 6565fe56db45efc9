// The function that would serve the default mux is called by nobody.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof" // want [pprof-unserved] "net/http/pprof"
)

func serveDebug() {
	log.Println(http.ListenAndServe("localhost:6060", nil))
}

func main() {
	log.Fatal(http.ListenAndServe(":8080", http.NotFoundHandler()))
}
