// The object is a variable of the package; host and port are joined.
// run: CONFIG={"Host":"127.0.0.1","Port":7205}
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
	"strings"
)

type config struct {
	Host string
	Port int
}

var cfg = &config{}

func main() {
	if err := json.NewDecoder(strings.NewReader(os.Getenv("CONFIG"))).Decode(cfg); err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe(fmt.Sprintf("%s:%d", cfg.Host, cfg.Port), nil)) // want [pprof-on-configured-address] "/debug/pprof/"
}
