package main

import (
	"flag"
	"log"
	"net/http"
)

type App struct {
	on  bool
	mux *http.ServeMux
}

func (a *App) uiOn() bool { return a.on }

func (a *App) registerUI() {
	if !a.uiOn() {
		return
	}
	a.mux.HandleFunc("/", http.NotFound)
}

func (a *App) registerRoot() {
	if a.uiOn() {
		return
	}
	a.mux.HandleFunc("/", http.NotFound)
}

func main() {
	a := &App{mux: http.NewServeMux()}
	flag.BoolVar(&a.on, "ui", false, "")
	flag.Parse()
	a.registerUI()
	a.registerRoot()
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", a.mux))
}
