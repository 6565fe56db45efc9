// Two packages of routes are handed the method of one mux.
package main

import (
	"log"
	"net/http"
)

type handle func(string, func(http.ResponseWriter, *http.Request))

func ok(http.ResponseWriter, *http.Request) {}

func users(add handle) {
	add("/users", ok)
	add("/status", ok)
}

func orders(add handle) {
	add("/orders", ok)
	add("/status", ok) // want [route-conflict @twice] "/status matches the same requests as /status"
}

func main() {
	mux := http.NewServeMux()
	users(mux.HandleFunc)
	orders(mux.HandleFunc)
	log.Fatal(http.ListenAndServe("127.0.0.1:18861", mux))
}
