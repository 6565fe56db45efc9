package main

import (
	"log"
	"net/http"
	"strings"
)

type Mux struct {
	*http.ServeMux
	base string
}

func (m Mux) HandleFunc(p string, h func(http.ResponseWriter, *http.Request)) {
	method, path, ok := cut(p)
	if ok {
		m.ServeMux.HandleFunc(method+" "+m.base+path, h)
		return
	}
	m.ServeMux.HandleFunc(m.base+p, h)
}

func cut(p string) (string, string, bool) {
	if i := strings.IndexByte(p, ' '); i >= 0 {
		return p[:i], p[i+1:], true
	}
	return "", p, false
}

func (m Mux) Sub(base string) Mux { return Mux{m.ServeMux, m.base + strings.TrimRight(base, "/")} }

func main() {
	root := Mux{http.NewServeMux(), ""}
	v1, v2 := root.Sub("/v1/"), root.Sub("/v2/")
	for _, m := range []Mux{root, v1, v2, v1.Sub("/admin")} {
		m.HandleFunc("GET /users", http.NotFound)
		m.HandleFunc("/ping", http.NotFound)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:0", root))
}
