// A debug route of its own would stay where the other routes are: no fix takes it away.
// run: -
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	http.HandleFunc("/orders", http.NotFound)
	http.HandleFunc("/debug/orders", http.NotFound)
	log.Fatal(http.ListenAndServe(":7293", nil)) // want [pprof-exposed] "/debug/pprof/"
}
