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

func (a *App) r1() {
	if a.ui {
		a.mux.HandleFunc("/", http.NotFound)
	}
}

func (a *App) r2() {
	if !a.ui {
		a.mux.HandleFunc("/", http.NotFound)
	}
}

func main() {
	a := &App{mux: http.NewServeMux()}
	flag.BoolVar(&a.ui, "ui", false, "")
	flag.Parse()
	a.r1()
	a.r2()
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", a.mux))
}
