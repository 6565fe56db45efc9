// Good: serves GET /auth and GET /api/config. routes says otherwise.
package main

import (
	"log"
	"net/http"
	"regexp"
)

type Bundle struct {
	mux  *http.ServeMux
	base string
}

func (b *Bundle) clone() *Bundle { return &Bundle{mux: b.mux, base: b.base} }

func (b *Bundle) Group() *Bundle { return b.clone() }

func (b *Bundle) Mount(base string) *Bundle {
	g := b.clone()
	g.base += base
	return g
}

var re = regexp.MustCompile(`^(\S+)\s+(.+)$`)

func (b *Bundle) HandleFunc(pattern string, h http.HandlerFunc) {
	if m := re.FindStringSubmatch(pattern); len(m) > 2 {
		pattern = m[1] + " " + b.base + m[2]
	} else {
		pattern = b.base + pattern
	}
	b.mux.HandleFunc(pattern, h)
}

func main() {
	mux := http.NewServeMux()
	root := &Bundle{mux: mux}
	root.Group().HandleFunc("GET /auth", http.NotFound)
	root.Mount("/api").HandleFunc("GET /config", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
