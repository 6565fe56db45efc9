// The method that is called is that of net/http's server; nobody calls the one of the same name.
package main

import (
	"log"
	"net/http"
)

type metrics struct{ http *http.Server }

func newMetrics() *metrics { return &metrics{http: &http.Server{Addr: "127.0.0.1:18806"}} }

func (m *metrics) ListenAndServe() error { return m.http.ListenAndServe() }

func (m *metrics) Close() error { return m.http.Close() }

func main() {
	m := newMetrics()
	defer m.Close()
	srv := &http.Server{Addr: "127.0.0.1:18806", Handler: http.NewServeMux()}
	log.Fatal(srv.ListenAndServe())
}
