// Both names are of one service.
package main

import (
	"log"
	"net/http"
)

type service struct {
	addr string
	http.ServeMux
}

func ok(http.ResponseWriter, *http.Request) {}

func main() {
	public := &service{addr: "127.0.0.1:18845"}
	public.HandleFunc("/healthz", ok)
	debug := public
	debug.HandleFunc("/healthz", ok) // want [route-conflict @one_twice] "/healthz matches the same requests as /healthz"
	log.Fatal(http.ListenAndServe(public.addr, public))
}
