// run:
// run: -ui
package main

import (
	"flag"
	"log"
	"net/http"
)

type App struct {
	ui  bool
	mux *http.ServeMux
}

func (a *App) registerUI() {
	if !a.ui {
		return
	}
	a.mux.HandleFunc("/", http.NotFound)
}

func (a *App) registerRoot() {
	if a.ui {
		return
	}
	a.mux.HandleFunc("/", http.NotFound)
}

func main() {
	a := &App{mux: http.NewServeMux()}
	flag.BoolVar(&a.ui, "ui", false, "")
	flag.Parse()
	a.registerUI()
	a.registerRoot()
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", a.mux))
}
