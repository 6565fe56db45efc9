// What is started has the name of a method of a type that nobody makes.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"

	"example.com/handed-on/internal/metrics"
)

type runner interface{ Start() error }

type public struct{}

func (public) Start() error {
	return http.ListenAndServe("127.0.0.1:18821", nil)
}

func main() {
	metrics.None.Peers(1)
	var r runner = public{}
	log.Fatal(r.Start())
}
