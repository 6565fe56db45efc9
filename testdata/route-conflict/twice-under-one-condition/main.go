// In development all is registered on the default mux, and once more further down: only there does the program panic.
package main

import (
	"fmt"
	"log"
	"net/http"
	"os"
)

type config struct {
	Development bool
	Port        int
}

type server struct {
	http *http.Server
}

func newServer(conf *config) *server {
	mux := http.NewServeMux()
	if conf.Development {
		mux = http.DefaultServeMux
		mux.HandleFunc("/debug/goroutine", http.NotFound)
	}
	mux.HandleFunc("/rtc", http.NotFound)
	if conf.Development {
		mux.HandleFunc("/debug/goroutine", http.NotFound) // want [route-conflict] "/debug/goroutine"
	}
	return &server{http: &http.Server{Addr: fmt.Sprintf("127.0.0.1:%d", conf.Port), Handler: mux}}
}

func main() {
	conf := &config{Port: 8080, Development: os.Getenv("PRODUCTION") == ""}
	log.Fatal(newServer(conf).http.ListenAndServe())
}
