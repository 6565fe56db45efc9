package main

import (
	"flag"
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

type Config struct {
	Host   string
	Public bool
}

func load() Config {
	c := Config{Host: "127.0.0.1"}
	flag.BoolVar(&c.Public, "public", false, "")
	flag.Parse()
	if c.Public {
		c.Host = "0.0.0.0"
	}
	if os.Getenv("DOCKER") == "1" {
		c.Host = ""
	}
	return c
}

func main() {
	c := load()
	log.Fatal(http.ListenAndServe(c.Host+":6060", nil))
}
