// Only where something else is read, too, the program says the address.
// run: CONFIG={"Port":"127.0.0.1:7206"}
package main

import (
	"encoding/json"
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

type config struct{ Port, Key string }

func main() {
	var cfg config
	if err := json.Unmarshal([]byte(os.Getenv("CONFIG")), &cfg); err != nil {
		log.Fatal(err)
	}
	if cfg.Key != "" {
		cfg.Port = ":443"
	}
	log.Fatal(http.ListenAndServe(cfg.Port, nil)) // want [pprof-on-configured-address] "/debug/pprof/"
}
