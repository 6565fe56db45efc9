// Whoever writes an object out sets nothing.
// run: -
package main

import (
	"encoding/json"
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

type part struct{ Port string }

type config struct{ Part part }

func main() {
	cfg := &config{}
	if err := json.NewEncoder(os.Stdout).Encode(cfg); err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe(cfg.Part.Port+":7211", nil)) // want [pprof-exposed] "/debug/pprof/"
}
