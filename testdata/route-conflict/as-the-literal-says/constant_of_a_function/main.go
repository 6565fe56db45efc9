// A constant that is declared in the function is off, another one is on.
package main

import (
	"log"
	"net/http"
)

func ok(http.ResponseWriter, *http.Request) {}

func main() {
	const legacy, modern = false, true
	mux := http.NewServeMux()
	mux.HandleFunc("/a", ok)
	if legacy {
		mux.HandleFunc("/a", ok)
	}
	if modern {
		mux.HandleFunc("/a", ok) // want [route-conflict @constant_of_a_function] "/a matches the same requests as /a"
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
