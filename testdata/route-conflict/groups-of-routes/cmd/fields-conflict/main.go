package main

import (
	"log"
	"net/http"
)

type Router struct {
	mux    *http.ServeMux
	prefix string
}

func NewRouter() *Router                       { return &Router{mux: http.NewServeMux()} }
func h(w http.ResponseWriter, r *http.Request) {}

func (r *Router) Group(prefix string) *Router {
	return &Router{mux: r.mux, prefix: r.prefix + prefix}
}

func (r *Router) Handle(pattern string, h http.Handler) {
	r.mux.Handle(r.prefix+pattern, h) // want [route-conflict] "/v1/users/{id}"
}

func (r *Router) HandleFunc(pattern string, h http.HandlerFunc) {
	r.Handle(pattern, h)
}

type API struct {
	users  *Router
	orders *Router
}

func NewAPI(r *Router) *API {
	return &API{users: r.Group("/users"), orders: r.Group("/orders")}
}

func (a *API) register() {
	a.users.HandleFunc("/{id}", h)
}

func main() {
	r := NewRouter()
	NewAPI(r.Group("/v1")).register()
	NewAPI(r.Group("/v1")).register()
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", r.mux))
}
