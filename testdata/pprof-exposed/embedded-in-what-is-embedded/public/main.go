// The one with profiles is public.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type base struct{ *http.ServeMux }

type admin struct {
	base
	name string
}

func newAdmin() *admin {
	return &admin{base: base{http.DefaultServeMux}, name: "admin"}
}

func main() {
	log.Fatal(http.ListenAndServe("0.0.0.0:18733", newAdmin())) // want [pprof-exposed @public] "0.0.0.0:18733"
}
