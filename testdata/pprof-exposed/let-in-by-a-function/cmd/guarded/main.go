// Clean: functions turn away who may not ask, or ask whether the request comes from this machine.
package main

import (
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
)

type server struct{ password string }

func (s *server) deny(w http.ResponseWriter) {
	w.WriteHeader(http.StatusForbidden)
}

func (s *server) authorize(w http.ResponseWriter, r *http.Request) bool {
	_, password, ok := r.BasicAuth()
	if !ok || password != s.password {
		s.deny(w)
		return false
	}
	return true
}

func (s *server) debug(w http.ResponseWriter, r *http.Request) {
	if !s.authorize(w, r) {
		return
	}
	http.DefaultServeMux.ServeHTTP(w, r)
}

func (s *server) admin(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("password") != s.password {
		s.deny(w)
		return
	}
	http.DefaultServeMux.ServeHTTP(w, r)
}

func isLocal(r *http.Request) bool {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	return err == nil && net.ParseIP(host).IsLoopback()
}

func local(w http.ResponseWriter, r *http.Request) {
	// The header keeps the test that asks from this machine out.
	if !isLocal(r) || r.Header.Get("Debug") == "" {
		http.NotFound(w, r)
		return
	}
	http.DefaultServeMux.ServeHTTP(w, r)
}

func here(w http.ResponseWriter, r *http.Request) {
	host, _, _ := net.SplitHostPort(r.RemoteAddr)
	switch host {
	case "127.0.0.1", "::1":
		if r.Header.Get("Debug") == "" {
			http.NotFound(w, r)
			return
		}
		http.DefaultServeMux.ServeHTTP(w, r)
	default:
		http.NotFound(w, r)
	}
}

func main() {
	s := &server{"secret"}
	for addr, handler := range map[string]http.HandlerFunc{":8091": s.debug, ":8092": s.admin, ":8093": local} {
		go func() { log.Println(http.ListenAndServe(addr, handler)) }()
	}
	log.Fatal(http.ListenAndServe(":8094", http.HandlerFunc(here)))
}
