// Clean: nothing calls legacy, so its pattern is never parsed.
package main

import (
	"log"
	"net/http"
)

func legacy(mux *http.ServeMux) {
	mux.HandleFunc("/b_{bucket}", http.NotFound)
}

func main() {
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", http.NewServeMux()))
}
