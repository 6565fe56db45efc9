package main

import (
	"log"
	"net/http"
	"sync"
)

type server struct {
	mux  *http.ServeMux
	init func()
	get  func() *http.ServeMux
}

func main() {
	s := &server{mux: http.NewServeMux()}
	s.init = sync.OnceFunc(func() { s.mux.HandleFunc("/a", http.NotFound) })
	s.get = sync.OnceValue(func() *http.ServeMux {
		s.mux.HandleFunc("/b", http.NotFound)
		return s.mux
	})
	s.init()
	s.init()
	s.get()
	log.Fatal(http.ListenAndServe("127.0.0.1:0", s.get()))
}
