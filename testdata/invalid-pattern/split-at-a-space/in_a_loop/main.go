package main

import (
	"log"
	"net/http"
	"strings"
)

func main() {
	mux := http.NewServeMux()
	for _, p := range []string{"GET /users", "/users"} {
		if i := strings.IndexByte(p, ' '); i != -1 {
			mux.HandleFunc(p[:i]+" /v1"+p[i+1:], http.NotFound)
		} else {
			mux.HandleFunc("/v1"+p, http.NotFound)
		}
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
