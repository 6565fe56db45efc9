package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type Server struct {
	Addr    string
	Handler http.Handler
}

func (s *Server) Run() error {
	addr := s.Addr
	if addr == "" {
		addr = ":6060"
	}
	return http.ListenAndServe(addr, s.Handler) // want [pprof-exposed @receiver] ":6060"
}

func main() {
	dbg := &Server{}
	go func() { log.Fatal(dbg.Run()) }()
	api := &Server{Addr: "127.0.0.1:8080", Handler: http.NewServeMux()}
	log.Fatal(api.Run())
}
