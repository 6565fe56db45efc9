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

func (v version) String() string {
	switch v {
	case v1:
		return "stable"
	default:
		return "beta"
	}
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/1/users", http.NotFound)
	mux.HandleFunc("/2/users", http.NotFound)
	for _, v := range []version{v1, v2} {
		mux.HandleFunc(fmt.Sprintf("/%s/users", v), http.NotFound)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
