// The image starts a script, and that starts dlv or the program: which port dlv wants stands in the script and in what compose hands to it.
package main

import (
	"log"
	"net/http"
)

func main() {
	mux := http.NewServeMux()
	mux.Handle("/shop/", http.NotFoundHandler())
	log.Fatal(http.ListenAndServe(":8080", mux))
}
