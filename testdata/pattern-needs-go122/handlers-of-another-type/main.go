// Clean: the type has a HandleFunc of its own that understands methods.
package main

import (
	"log"
	"net/http"
	"strings"
)

type api struct{ mux *http.ServeMux }

func (a api) HandleFunc(pattern string, h http.HandlerFunc) {
	method, path, _ := strings.Cut(pattern, " ")
	a.mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
		if r.Method == method {
			h(w, r)
		}
	})
}

func main() {
	a := api{mux: http.NewServeMux()}
	a.HandleFunc("GET /users", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", a.mux))
}
