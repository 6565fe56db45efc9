// The literal registers on the one mux, the method on the other one.
package main

import (
	"log"
	"net/http"
)

func ok(http.ResponseWriter, *http.Request) {}

func routes(handle func(string, func(http.ResponseWriter, *http.Request))) {
	handle("/a", ok)
}

func main() {
	mux, admin := http.NewServeMux(), http.NewServeMux()
	routes(admin.HandleFunc)
	routes(func(path string, h func(http.ResponseWriter, *http.Request)) {
		mux.HandleFunc(path, h)
	})
	go func() { log.Fatal(http.ListenAndServe("127.0.0.1:0", admin)) }()
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
