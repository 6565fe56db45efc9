// The mux goes through two functions and comes back from a constructor.
package main

import (
	"log"
	"net/http"
)

func newHandler() http.Handler {
	mux := http.NewServeMux()
	addRoutes(mux)
	return logging(mux)
}

func addRoutes(mux *http.ServeMux) {
	mux.HandleFunc("/v1/", http.NotFound)
	addAdmin(mux, "/admin")
	addAdmin(mux, "/v1/admin")
	addMore(mux)
}

func addAdmin(m *http.ServeMux, prefix string) {
	m.HandleFunc(prefix+"/users", http.NotFound)
}

func addMore(m *http.ServeMux) {
	m.HandleFunc("/admin/users", http.NotFound) // want [route-conflict] "/admin/users"
}

func logging(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		log.Println(r.URL.Path)
		next.ServeHTTP(w, r)
	})
}

func main() {
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", newHandler()))
}
