// Made with an address of this machine, which is what it has where nothing is read.
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
	cfg := &config{Addr: "127.0.0.1:7209"}
	if err := json.Unmarshal([]byte(os.Getenv("CONFIG")), cfg); err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe(cfg.Addr, nil))
}
