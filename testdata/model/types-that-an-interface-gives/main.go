// Package main knows what its parts give by the interface that declares it: routes, and where to listen.
package main

import (
	"encoding/json"
	"log"
	"net/http"
	"os"
)

type route struct {
	pattern string
	serve   func(http.ResponseWriter, *http.Request)
}

// part is what registers: its routes are known by this declaration alone.
type part interface {
	routes() []route
}

type users struct{}

func (users) routes() []route {
	return []route{{"GET /users", ok}, {"POST /users", ok}}
}

type files struct{}

func (*files) routes() []route {
	return []route{{"/files/", ok}}
}

// report is no part: its routes are of another kind, and nobody registers them.
type report struct{}

func (report) routes() []string { return []string{"/report"} }

type listen struct {
	Address string `json:"address"`
}

type settings struct {
	Listen listen `json:"listen"`
}

type configured interface {
	settings() *settings
}

// context embeds the interface that declares the getter.
type context interface {
	configured
	name() string
}

type app struct{ read *settings }

func (a *app) settings() *settings { return a.read }

func (a *app) name() string { return "app" }

func ok(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }

func fill(s *settings) {
	if s.Listen.Address == "" {
		s.Listen.Address = "127.0.0.1:18431"
	}
}

func serve(c context, parts []part) error {
	mux := http.NewServeMux()
	for _, p := range parts {
		for _, r := range p.routes() {
			mux.HandleFunc(r.pattern, r.serve)
		}
	}
	log.Println(c.name(), report{}.routes())
	return http.ListenAndServe(c.settings().Listen.Address, mux)
}

func main() {
	s := &settings{}
	if text, err := os.ReadFile("settings.json"); err == nil {
		json.Unmarshal(text, s)
	}
	fill(s)
	log.Fatal(serve(&app{s}, []part{users{}, &files{}}))
}
