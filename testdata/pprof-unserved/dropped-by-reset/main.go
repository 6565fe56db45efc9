// The reset drops the routes before anybody serves them.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof" // want [pprof-unserved] "net/http/pprof"
)

func main() {
	http.DefaultServeMux = http.NewServeMux()
	http.HandleFunc("/", http.NotFound)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
