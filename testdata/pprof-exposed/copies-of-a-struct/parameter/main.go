package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type Config struct{ Addr string }

func admin(c Config) {
	c.Addr = "127.0.0.1:6060"
	log.Fatal(http.ListenAndServe(c.Addr, nil))
}

func main() {
	c := Config{Addr: ":8080"}
	go admin(c)
	log.Fatal(http.ListenAndServe(c.Addr, http.NewServeMux()))
}
