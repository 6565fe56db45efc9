// Fields are made of what they were before, by one function or by another one.
package main

import (
	"log"
	"net/http"
	"strings"
)

type settings struct {
	base, addr string
	port       int
}

func setup(s *settings, m *http.ServeMux) {
	s.base = strings.TrimSuffix(s.base, "/")
	m.HandleFunc("GET "+s.base+"/users", ok)
}

func main() {
	first := &settings{base: "/api/", addr: "127.0.0.1:18501"}
	first.base = first.base + "v1/"
	one := http.NewServeMux()
	setup(first, one)
	go func() { log.Println(http.ListenAndServe(first.addr, one)) }()

	second := settings{base: "/api", addr: "127.0.0.1"}
	second.base += "/v2"
	second.addr += ":18502"
	two := http.NewServeMux()
	two.HandleFunc(second.base, ok)
	go func() { log.Println(http.ListenAndServe(second.addr, two)) }()

	third := &settings{addr: "127.0.0.1:18503"}
	if !strings.HasPrefix(third.base, "/") {
		third.base = "/" + third.base
	}
	if strings.HasPrefix(third.addr, ":") {
		third.addr = "0.0.0.0" + third.addr
	}
	three := http.NewServeMux()
	three.HandleFunc(third.base, ok)
	log.Fatal(http.ListenAndServe(third.addr, three))
}

func ok(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }
