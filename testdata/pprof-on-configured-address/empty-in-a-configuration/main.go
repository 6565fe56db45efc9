// An address that is empty in a configuration is not port 80: it is one that a file or a flag is to give.
package main

import (
	"encoding/json"
	"flag"
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

type config struct {
	Debug string `json:"debug"`
}

func defaults() *config { return &config{Debug: ""} }

type settings struct{ address *string }

func newSettings() settings {
	none := ""
	return settings{address: &none}
}

func main() {
	override := flag.String("debug", "", "debug address")
	flag.Parse()
	cfg := defaults()
	if data, err := os.ReadFile("config.json"); err == nil {
		if err := json.Unmarshal(data, cfg); err != nil {
			log.Fatal(err)
		}
	}
	if *override != "" || cfg.Debug != "" {
		listen := cfg.Debug
		if *override != "" {
			listen = *override
		}
		go func() { log.Fatal(http.ListenAndServe(listen, nil)) }() // want [pprof-on-configured-address] "configuration"
	}
	set := newSettings()
	*set.address = os.Getenv("ADDRESS")
	server := &http.Server{Addr: *set.address}
	log.Fatal(server.ListenAndServe()) // want [pprof-on-configured-address] "configuration"
}
