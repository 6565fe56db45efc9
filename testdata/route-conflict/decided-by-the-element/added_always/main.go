// What is always added, is there.
package main

import (
	"log"
	"net/http"
)

func main() {
	prefix := "/api"
	prefix += "/v2"
	mux := http.NewServeMux()
	mux.HandleFunc(prefix+"/users", http.NotFound)
	mux.HandleFunc("/api/users", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:18701", mux))
}
