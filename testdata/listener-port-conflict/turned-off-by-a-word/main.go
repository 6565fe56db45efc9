// Clean: the dependency would listen on :8080 if the program left its address empty, and the program turns it off.
package main

import (
	"log"
	"net/http"

	"example.org/metrics"
)

func main() {
	if server := metrics.New(metrics.Options{BindAddress: "0"}); server != nil {
		go func() { log.Fatal(server.Start()) }()
	}
	log.Fatal(http.ListenAndServe(":8080", http.NewServeMux()))
}
