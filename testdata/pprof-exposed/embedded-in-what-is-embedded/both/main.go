// Two handlers embed a struct that embeds their mux; one has profiles.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type base struct {
	*http.ServeMux
	name string
}

func newBase(name string) base {
	b := base{ServeMux: http.NewServeMux(), name: name}
	b.HandleFunc("/healthz", http.NotFound)
	return b
}

type api struct{ base }

type admin struct{ base }

func newAPI() *api {
	a := &api{base: newBase("api")}
	a.HandleFunc("/v1/", http.NotFound)
	return a
}

func newAdmin() *admin {
	a := &admin{newBase("admin")}
	a.Handle("/debug/pprof/", http.DefaultServeMux)
	return a
}

func main() {
	go func() { log.Fatal(http.ListenAndServe("127.0.0.1:18732", newAdmin())) }()
	log.Fatal(http.ListenAndServe("0.0.0.0:18731", newAPI()))
}
