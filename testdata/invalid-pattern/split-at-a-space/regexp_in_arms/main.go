package main

import (
	"log"
	"net/http"
	"regexp"
)

var withMethod = regexp.MustCompile(`^([A-Z]+) (.+)$`)

func handle(mux *http.ServeMux, base, p string) {
	if m := withMethod.FindStringSubmatch(p); m != nil {
		mux.HandleFunc(m[1]+" "+base+m[2], http.NotFound)
		return
	}
	mux.HandleFunc(base+p, http.NotFound)
}

func main() {
	mux := http.NewServeMux()
	handle(mux, "/v1", "GET /users")
	handle(mux, "/v1", "/users")
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
