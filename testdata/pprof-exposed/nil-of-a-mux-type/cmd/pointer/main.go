// Clean: a nil *proxy is a handler all the same, and not the one for which nil stands.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof" // want [pprof-unserved] "no effect"
	"os"
)

type proxy struct{ hosts []string }

func (p *proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	http.Error(w, "no such host", http.StatusBadGateway)
}

type manager struct {
	*http.Server
	*proxy
}

func newManager(on bool) *manager {
	if !on {
		return &manager{Server: &http.Server{Addr: ":8082"}}
	}
	return &manager{Server: &http.Server{Addr: ":8082"}, proxy: &proxy{}}
}

func (m *manager) serve() error {
	m.Server.Handler = m.proxy
	return m.Server.ListenAndServe()
}

func main() {
	log.Fatal(newManager(len(os.Args) == 1).serve())
}
