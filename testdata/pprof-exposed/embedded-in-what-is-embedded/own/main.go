// Its own method hides the embedded one's.
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

func (a *admin) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	http.NotFound(w, r)
}

func main() {
	a := &admin{base: base{http.DefaultServeMux}, name: "admin"}
	log.Fatal(http.ListenAndServe("0.0.0.0:18734", a))
}
