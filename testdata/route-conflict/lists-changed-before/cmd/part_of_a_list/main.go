package main

import (
	"log"
	"net/http"
)

func ok(w http.ResponseWriter, r *http.Request) {}

func main() {
	mux := http.NewServeMux()
	ps := []string{"/x", "/y"}
	ps = ps[1:]
	ps = append(ps, "/x")
	for _, p := range ps {
		mux.HandleFunc(p, ok)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
