package main

import (
	"fmt"
	"log"
	"net/http"
)

func ok(w http.ResponseWriter, r *http.Request) {}

type Area string

func (a Area) String() string { return "/v2" + string(a) }

const Users Area = "/users"

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /users/{id}", ok)
	mux.HandleFunc(fmt.Sprintf("GET %s/{id}", Users), ok)
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
