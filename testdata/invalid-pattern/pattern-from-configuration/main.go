// Clean: nobody knows the pattern before the program runs.
// run: BASE=/svc
package main

import (
	"log"
	"net/http"
	"os"
)

func main() {
	base := os.Getenv("BASE")
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+base+"/users/{id}", http.NotFound)
	mux.HandleFunc(base+"/", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
