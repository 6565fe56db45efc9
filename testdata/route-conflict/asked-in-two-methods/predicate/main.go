package main

import (
	"log"
	"net/http"
	"os"
)

type Cfg struct{ UI, Legacy bool }

func (c *Cfg) uiEnabled() bool { return c.UI && !c.Legacy }

type App struct {
	cfg *Cfg
	mux *http.ServeMux
}

func (a *App) ui() {
	if !a.cfg.uiEnabled() {
		return
	}
	a.mux.HandleFunc("/", http.NotFound)
}

func (a *App) root() {
	if a.cfg.uiEnabled() {
		return
	}
	a.mux.HandleFunc("/", http.NotFound)
}

func (a *App) v1() {
	if a.cfg.Legacy {
		a.mux.HandleFunc("/v", http.NotFound)
	}
}
func (a *App) v2() {
	if !a.cfg.Legacy {
		a.mux.HandleFunc("/v", http.NotFound)
	}
}

func main() {
	a := &App{cfg: &Cfg{UI: os.Getenv("UI") != "", Legacy: os.Getenv("L") != ""}, mux: http.NewServeMux()}
	a.ui()
	a.root()
	a.v1()
	a.v2()
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", a.mux))
}
