// Clean: no configuration stands beside an empty address, and behind an empty address there is no server.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof" // want [pprof-unserved] "no effect"
	"os"

	"example.com/beside/server"
)

func load() (*server.Config, string, error) {
	url := os.Getenv("LISTEN_URL")
	if url == "" {
		return nil, "", nil
	}
	c := server.Defaults()
	c.Addr = ":8081"
	c.Handler = http.NewServeMux()
	return c, url, nil
}

func find(name string) (*server.Config, bool) {
	if name == "" {
		return nil, false
	}
	return &server.Config{Addr: ":8082", Handler: http.NewServeMux()}, true
}

func main() {
	c, url, err := load()
	if err != nil {
		log.Fatal(err)
	}
	if url != "" {
		go func() { log.Fatal(server.New(c).ListenAndServe()) }()
	}
	if other, ok := find(os.Getenv("OTHER")); ok {
		go func() { log.Fatal(server.New(other).ListenAndServe()) }()
	}
	select {}
}
