// persona: pedantic
package main

import (
	"log"
	"net/http"
)

func main() {
	mux := http.NewServeMux()
	addProfiles(mux)
	server := http.Server{Addr: "0.0.0.0:8080", Handler: mux}
	log.Fatal(server.ListenAndServe())
}
