// The literal registers what the method has registered.
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
	mux := http.NewServeMux()
	routes(mux.HandleFunc)
	routes(func(path string, h func(http.ResponseWriter, *http.Request)) {
		mux.HandleFunc(path, h) // want [route-conflict @and_a_literal_of_the_same] "/a matches the same requests as /a"
	})
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
