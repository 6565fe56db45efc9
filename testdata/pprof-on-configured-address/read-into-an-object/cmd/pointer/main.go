// What is read goes through a pointer to the object.
// run: CONFIG={"Addr":"127.0.0.1:7201"}
package main

import (
	"encoding/json"
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

type config struct {
	Name string
	Addr string
}

func main() {
	cfg := &config{Name: "x"}
	if err := json.Unmarshal([]byte(os.Getenv("CONFIG")), cfg); err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe(cfg.Addr, nil)) // want [pprof-on-configured-address] "/debug/pprof/"
}
