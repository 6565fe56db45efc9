package main

import (
	"log"
	"net/http"
	"sync"
)

type Service interface {
	Addr() string
	Register(mux *http.ServeMux)
}

type base struct{ addr string }

func (b base) Addr() string { return b.addr }

type API struct{ base }

func (API) Register(mux *http.ServeMux) {
	mux.HandleFunc("GET /healthz", ok)
	mux.HandleFunc("GET /users/{id}", ok)
}

type Admin struct{ base }

func (Admin) Register(mux *http.ServeMux) {
	mux.HandleFunc("GET /healthz", ok)
	mux.HandleFunc("GET /users/{name}", ok)
}

var services = []Service{
	API{base{"127.0.0.1:8081"}},
	Admin{base{"127.0.0.1:8082"}},
}

func ok(http.ResponseWriter, *http.Request) {}

func main() {
	var wg sync.WaitGroup
	for _, s := range services {
		mux := http.NewServeMux()
		s.Register(mux)
		srv := &http.Server{Addr: s.Addr(), Handler: mux}
		wg.Add(1)
		go func() {
			defer wg.Done()
			log.Print(srv.ListenAndServe())
		}()
	}
	wg.Wait()
}
