package main

import "net/http"

type Service interface {
	Addr() string
	Register(mux *http.ServeMux)
}

type API struct{}

func (API) Addr() string                { return "127.0.0.1:8081" }
func (API) Register(mux *http.ServeMux) { mux.HandleFunc("/healthz", ok); mux.HandleFunc("/api/", ok) }

type Admin struct{ addr string }

func (a *Admin) Addr() string { return a.addr }
func (a *Admin) Register(mux *http.ServeMux) {
	mux.HandleFunc("/healthz", ok)
	mux.HandleFunc("/admin/", ok)
}

func ok(http.ResponseWriter, *http.Request) {}

func serve(s Service) error {
	mux := http.NewServeMux()
	s.Register(mux)
	return http.ListenAndServe(s.Addr(), mux)
}

func main() {
	for _, s := range []Service{API{}, &Admin{addr: "127.0.0.1:8082"}} {
		go serve(s)
	}
	select {}
}
