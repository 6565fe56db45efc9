package main

import (
	"log"
	"net/http"
	"sync/atomic"
)

var admin, public atomic.Bool

func registerAdmin(m *http.ServeMux) {
	if admin.CompareAndSwap(false, true) {
		m.HandleFunc("/gate", http.NotFound)
	}
}

func registerPublic(m *http.ServeMux) {
	if public.CompareAndSwap(false, true) {
		m.HandleFunc("/gate", http.NotFound) // want [route-conflict] "/gate"
	}
}

func main() {
	mux := http.NewServeMux()
	registerAdmin(mux)
	registerPublic(mux)
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
