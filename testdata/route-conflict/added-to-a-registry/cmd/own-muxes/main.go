// Each module has a mux of its own.
package main

import (
	"log"
	"net/http"
)

func ok(http.ResponseWriter, *http.Request) {}

type adapt struct{ with func(*http.ServeMux) }

func (a adapt) mux() *http.ServeMux {
	mux := http.NewServeMux()
	a.with(mux)
	return mux
}

func orders(mux *http.ServeMux) { mux.HandleFunc("GET /{id}", ok) }
func bills(mux *http.ServeMux)  { mux.HandleFunc("GET /{id}", ok) }

func main() {
	for _, m := range []adapt{{orders}, {bills}} {
		go func() { log.Println(http.ListenAndServe("127.0.0.1:0", m.mux())) }()
	}
	select {}
}
