// A path and a mux have defaults for where they are left out. Clean: streams gives both, so that neither default counts. The
// pages leave the path out.
// run
package main

import (
	"log"
	"net/http"
)

type config struct {
	base string
	mux  *http.ServeMux
}

func applyDefaults(c *config) {
	if c.base == "" {
		c.base = "/"
	}
	if c.mux == nil {
		c.mux = http.DefaultServeMux
	}
}

type streams struct{ config config }

func newStreams(c config) *streams {
	s := &streams{config: c}
	applyDefaults(&s.config)
	mux, base := s.config.mux, s.config.base
	mux.HandleFunc("POST "+base+"{name}", http.NotFound)
	return s
}

type pageConfig struct{ base string }

func newPages(mux *http.ServeMux, c pageConfig) {
	if c.base == "" {
		c.base = "/pages/"
	}
	mux.HandleFunc(c.base, http.NotFound)
}

var basePath = "/streams/"

func main() {
	mux := http.NewServeMux()
	newStreams(config{base: basePath, mux: mux})
	mux.HandleFunc("/upload", http.NotFound)
	http.HandleFunc("GET /streams/{id}", http.NotFound)
	newPages(mux, pageConfig{})
	mux.HandleFunc("/pages/", http.NotFound) // want [route-conflict] "/pages/"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
