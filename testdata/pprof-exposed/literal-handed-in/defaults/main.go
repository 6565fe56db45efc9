package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type Config struct {
	Addr    string
	Handler http.Handler
}

func (c *Config) setDefaults() {
	if c.Addr == "" {
		c.Addr = ":6060"
	}
}

func Run(c Config) error {
	c.setDefaults()
	return http.ListenAndServe(c.Addr, c.Handler) // want [pprof-exposed @defaults] ":6060"
}

func main() {
	go func() { log.Fatal(Run(Config{})) }()
	log.Fatal(Run(Config{Addr: "127.0.0.1:8080", Handler: http.NewServeMux()}))
}
