// The loader knows the type.
// run: CONFIG={"Host":"127.0.0.1","Port":7204}
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

type config struct {
	Host string
	Port int
}

func load(cfg *config) error { return json.Unmarshal([]byte(os.Getenv("CONFIG")), cfg) }

func main() {
	var cfg config
	if err := load(&cfg); err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe(fmt.Sprintf("%s:%d", cfg.Host, cfg.Port), nil)) // want [pprof-on-configured-address] "/debug/pprof/"
}
