package main

import (
	"log"
	"net/http"
)

func ok(w http.ResponseWriter, r *http.Request) {}

func main() {
	mux := http.NewServeMux()
	m := map[string]http.HandlerFunc{"/x": ok, "/y": ok}
	m["/x"] = ok
	delete(m, "/y")
	for k, h := range m {
		mux.Handle(k, h)
	}
	mux.HandleFunc("/y", ok)
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
