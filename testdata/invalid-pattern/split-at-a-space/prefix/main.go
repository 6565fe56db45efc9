package main

import (
	"log"
	"net/http"
	"strings"
)

func handle(mux *http.ServeMux, base, p string) {
	if strings.HasPrefix(p, "/") {
		mux.HandleFunc(base+p, http.NotFound)
	} else {
		f := strings.SplitN(p, " ", 2)
		mux.HandleFunc(f[0]+" "+base+f[1], http.NotFound)
	}
}

func main() {
	mux := http.NewServeMux()
	handle(mux, "/v1", "GET /users")
	handle(mux, "/v1", "/users")
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
