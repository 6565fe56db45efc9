// What the file says is written over.
// run: CONFIG={}
package main

import (
	"encoding/json"
	"log"
	"net/http"
	"os"
)

type config struct{ Web, Admin string }

func main() {
	cfg := &config{Web: "127.0.0.1:7245", Admin: "127.0.0.1:7246"}
	if err := json.Unmarshal([]byte(os.Getenv("CONFIG")), cfg); err != nil {
		log.Fatal(err)
	}
	cfg.Admin = cfg.Web
	go func() { log.Fatal(http.ListenAndServe(cfg.Admin, http.NotFoundHandler())) }()
	log.Fatal(http.ListenAndServe(cfg.Web, http.NotFoundHandler())) // want [listener-port-conflict] "127.0.0.1:7245"
}
