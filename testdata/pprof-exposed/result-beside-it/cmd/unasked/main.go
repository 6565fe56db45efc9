// What stands beside it is asked for, but goes on.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"

	"example.com/beside/server"
)

func load() (*server.Config, string) {
	url := os.Getenv("LISTEN_URL")
	if url == "" {
		return nil, ""
	}
	return &server.Config{Addr: ":8080", Handler: http.NewServeMux()}, url
}

func main() {
	c, url := load()
	if url == "" {
		log.Print("no address is given, the default is taken")
	}
	log.Fatal(server.New(c).ListenAndServe()) // want [pprof-exposed] ":8080"
}
