// Who is handed the function that registers recovers, by a function of its own.
package main

import (
	"log"
	"net/http"
)

func ok(http.ResponseWriter, *http.Request) {}

func report(name string) {
	if r := recover(); r != nil {
		log.Printf("%s: %v", name, r)
	}
}

func safely(name string, f func()) {
	defer report(name)
	f()
}

func register(mux *http.ServeMux) {
	mux.HandleFunc("/a", ok)
	mux.HandleFunc("/a", ok)
}

func main() {
	mux := http.NewServeMux()
	safely("a", func() { register(mux) })
	log.Fatal(http.ListenAndServe("127.0.0.1:18852", mux))
}
