// Made with an address of every machine.
// run: CONFIG={}
package main

import (
	"encoding/json"
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

type config struct{ Addr string }

func main() {
	cfg := &config{Addr: ":7210"}
	if err := json.Unmarshal([]byte(os.Getenv("CONFIG")), cfg); err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe(cfg.Addr, nil)) // want [pprof-exposed] "/debug/pprof/"
}
