// The other way round: on this machine only if that is read.
// run: CONFIG={"Port":"127.0.0.1:7207"}
package main

import (
	"encoding/json"
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

type config struct {
	Port  string
	Local bool
}

func main() {
	var cfg config
	if err := json.Unmarshal([]byte(os.Getenv("CONFIG")), &cfg); err != nil {
		log.Fatal(err)
	}
	if cfg.Local {
		cfg.Port = "127.0.0.1:6060"
	}
	log.Fatal(http.ListenAndServe(cfg.Port, nil)) // want [pprof-on-configured-address] "/debug/pprof/"
}
