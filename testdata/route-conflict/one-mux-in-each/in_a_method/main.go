// A method registers what each service has; main registers it on one of them again.
package main

import (
	"log"
	"net/http"
)

type service struct {
	addr string
	http.ServeMux
}

func newService(addr string) *service {
	s := &service{addr: addr}
	s.HandleFunc("/healthz", ok)
	return s
}

func ok(http.ResponseWriter, *http.Request) {}

func main() {
	public, debug := newService("127.0.0.1:18846"), newService("127.0.0.1:18847")
	debug.HandleFunc("/healthz", ok) // want [route-conflict @in_a_method] "/healthz matches the same requests as /healthz"
	go func() { log.Fatal(http.ListenAndServe(debug.addr, debug)) }()
	log.Fatal(http.ListenAndServe(public.addr, public))
}
