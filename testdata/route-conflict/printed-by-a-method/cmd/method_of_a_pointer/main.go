package main

import (
	"fmt"
	"log"
	"net/http"
)

type area string

func (a *area) String() string { return "/v2" + string(*a) }

const users area = "/users"

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/users", http.NotFound)
	mux.HandleFunc(fmt.Sprintf("%s", users), http.NotFound) // want [route-conflict] "/users"
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
