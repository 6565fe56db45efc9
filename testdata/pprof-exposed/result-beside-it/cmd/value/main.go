// The result that is asked for is there where the configuration is not.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"

	"example.com/beside/server"
)

func load() (*server.Config, bool) {
	if os.Getenv("LISTEN_URL") == "" {
		return nil, true
	}
	return &server.Config{Addr: ":8081", Handler: http.NewServeMux()}, false
}

func main() {
	if c, byDefault := load(); byDefault {
		log.Fatal(server.New(c).ListenAndServe()) // want [pprof-exposed] ":8080"
	}
}
