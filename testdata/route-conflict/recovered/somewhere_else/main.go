// Another function recovers.
package main

import (
	"log"
	"net/http"
)

func ok(http.ResponseWriter, *http.Request) {}

func safely(f func()) {
	defer func() { log.Println(recover()) }()
	f()
}

func register(mux *http.ServeMux) {
	mux.HandleFunc("/a", ok)
	mux.HandleFunc("/a", ok) // want [route-conflict @somewhere_else] "/a matches the same requests as /a"
}

func main() {
	mux := http.NewServeMux()
	safely(func() { log.Println("ready") })
	register(mux)
	log.Fatal(http.ListenAndServe("127.0.0.1:18853", mux))
}
