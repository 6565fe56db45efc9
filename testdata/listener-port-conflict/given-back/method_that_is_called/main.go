// Both are called.
package main

import (
	"log"
	"net/http"
	"time"
)

type metrics struct{ http *http.Server }

func newMetrics() *metrics { return &metrics{http: &http.Server{Addr: "127.0.0.1:18807"}} }

func (m *metrics) ListenAndServe() error { return m.http.ListenAndServe() }

func main() {
	m := newMetrics()
	go func() { log.Println(m.ListenAndServe()) }()
	time.Sleep(100 * time.Millisecond)
	srv := &http.Server{Addr: "127.0.0.1:18807", Handler: http.NewServeMux()}
	log.Fatal(srv.ListenAndServe()) // want [listener-port-conflict @method_that_is_called] "18807"
}
