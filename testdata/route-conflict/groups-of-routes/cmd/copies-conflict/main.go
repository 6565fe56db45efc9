package main

import (
	"log"
	"net/http"
	"strings"
)

type Group struct {
	*http.ServeMux
	base string
}

func (g Group) Sub(base string) Group {
	g.base = strings.TrimSuffix(g.base, "/") + base
	return g
}

func (g Group) With(base string, fn func(g Group)) { fn(g.Sub(base)) }

func (g Group) GET(path string, h http.HandlerFunc) {
	g.ServeMux.HandleFunc("GET "+g.base+path, h) // want [route-conflict] "GET /api/v1/users/{name}"
}

func h(w http.ResponseWriter, r *http.Request) {}

func main() {
	mux := http.NewServeMux()
	root := Group{ServeMux: mux, base: "/"}
	api := root.Sub("/api")
	v1 := api.Sub("/v1")
	users := v1.Sub("/users")
	users.GET("/{id}", h)
	v1.GET("/users/{name}", h)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
