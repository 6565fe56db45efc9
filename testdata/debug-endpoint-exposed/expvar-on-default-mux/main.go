// expvar shows the command line and the memory to everybody.
package main

import (
	"expvar"
	"log"
	"net/http"
)

var requests = expvar.NewInt("requests")

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		requests.Add(1)
		http.NotFound(w, r)
	})
	log.Fatal(http.ListenAndServe(":8080", nil)) // want [debug-endpoint-exposed warning] ":8080" "/debug/vars"
}
