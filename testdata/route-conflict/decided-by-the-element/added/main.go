// What is added where a flag says so, is not added without it.
package main

import (
	"flag"
	"log"
	"net/http"
)

func main() {
	nested := flag.Bool("nested", false, "serve below /v2")
	flag.Parse()
	prefix := "/api"
	if *nested {
		prefix += "/v2"
	}
	mux := http.NewServeMux()
	mux.HandleFunc(prefix+"/users", http.NotFound)
	mux.HandleFunc("/api/users", http.NotFound) // want [route-conflict @added] "/api/users"
	log.Fatal(http.ListenAndServe("127.0.0.1:18701", mux))
}
