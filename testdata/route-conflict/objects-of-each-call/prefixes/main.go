package main

import (
	"log"
	"net/http"
)

func ok(http.ResponseWriter, *http.Request) {}

type Users struct {
	prefix string
	mux    *http.ServeMux
}

func NewUsers(mux *http.ServeMux, prefix string) *Users {
	u := &Users{prefix: prefix, mux: mux}
	u.routes()
	return u
}

func (u *Users) routes() {
	u.mux.HandleFunc("GET "+u.prefix, ok)
	u.mux.HandleFunc("GET "+u.prefix+"/{id}", ok)
}

func main() {
	mux := http.NewServeMux()
	NewUsers(mux, "/users")
	NewUsers(mux, "/admins")
	mux.HandleFunc("GET /users/{name}/posts", ok)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
