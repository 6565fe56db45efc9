// Once the mux's method is handed over, once a literal that puts a prefix in front.
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
		mux.HandleFunc(path+"/x", h)
	})
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
