// Whoever does not know the password gets no further, in the function and in the method.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

func auth(next http.HandlerFunc) http.HandlerFunc {
	token := os.Getenv("TOKEN")
	return func(w http.ResponseWriter, r *http.Request) {
		if token == "" || r.Header.Get("Authorization") != "Bearer "+token {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		next(w, r)
	}
}

type gate struct{ next http.HandlerFunc }

func (g *gate) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if _, pass, ok := r.BasicAuth(); !ok || pass == "" || pass != os.Getenv("PASS") {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	g.serve(w, r)
}

func (g *gate) serve(w http.ResponseWriter, r *http.Request) { g.next(w, r) }

func main() {
	go func() { log.Println(http.ListenAndServe(":18816", &gate{next: http.DefaultServeMux.ServeHTTP})) }()
	log.Fatal(http.ListenAndServe(":18817", auth(http.DefaultServeMux.ServeHTTP)))
}
