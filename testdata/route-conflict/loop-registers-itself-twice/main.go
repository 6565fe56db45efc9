// The pattern does not depend on the loop: the second round panics.
package main

import (
	"log"
	"net/http"
)

func main() {
	mux := http.NewServeMux()
	for _, dir := range []string{"static", "assets"} {
		mux.Handle("/files/", http.FileServer(http.Dir(dir))) // want [route-conflict] "/files/"
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
