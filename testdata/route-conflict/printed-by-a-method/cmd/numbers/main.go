package main

import (
	"fmt"
	"log"
	"net/http"
)

type version int

const (
	v1 version = iota + 1
	v2
)

func (v version) String() string { return fmt.Sprintf("v%d", int(v)) }

func main() {
	mux := http.NewServeMux()
	for _, v := range []version{v1, v2} {
		mux.HandleFunc(fmt.Sprintf("/%s/users", v), http.NotFound)
	}
	mux.HandleFunc("/v2/users", http.NotFound) // want [route-conflict] "/v2/users"
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
