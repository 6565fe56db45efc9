// The same of an object that new makes, by a loader of the program's own.
// run: CONFIG={"Servers":{"Bind":"127.0.0.1:7203"}}
package main

import (
	"encoding/json"
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

type servers struct{ Bind string }

type config struct{ Servers servers }

func load(into any) error { return json.Unmarshal([]byte(os.Getenv("CONFIG")), into) }

func main() {
	cfg := new(config)
	if err := load(cfg); err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe(cfg.Servers.Bind, nil)) // want [pprof-on-configured-address] "/debug/pprof/"
}
