// What is read fills what the object consists of, too.
// run: CONFIG={"Servers":{"Bind":"127.0.0.1:7202"}}
package main

import (
	"encoding/json"
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

type servers struct{ Bind string }

type config struct {
	Name    string
	Servers servers
}

func main() {
	cfg := &config{Name: "x"}
	if err := json.Unmarshal([]byte(os.Getenv("CONFIG")), cfg); err != nil {
		log.Fatal(err)
	}
	srv := &http.Server{Addr: cfg.Servers.Bind}
	log.Fatal(srv.ListenAndServe()) // want [pprof-on-configured-address] "/debug/pprof/"
}
