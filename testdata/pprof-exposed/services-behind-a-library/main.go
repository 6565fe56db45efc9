// Three services of one type, which a library starts: the debug routes are on this machine only, though the port of the one and the host
// of another would be everybody's.
// run: -
package main

import (
	"context"
	"log"
	"net/http"
	_ "net/http/pprof"

	"example.com/runner"
	"example.com/services-behind-a-library/debugsvc"
	"example.com/services-behind-a-library/httpsvc"
)

func main() {
	m := runner.New()

	metrics := &httpsvc.Service{Addr: "0.0.0.0", Port: 8000}
	metrics.HandleFunc("/metrics", func(http.ResponseWriter, *http.Request) {})
	health := &httpsvc.Service{Addr: "0.0.0.0", Port: 8001}
	health.HandleFunc("/health", func(http.ResponseWriter, *http.Request) {})
	debug := &debugsvc.Service{Service: httpsvc.Service{Addr: "127.0.0.1", Port: 6060}, Name: "debug"}

	for _, service := range []runner.Runnable{metrics, health, debug} {
		if err := m.Add(service); err != nil {
			log.Fatal(err)
		}
	}
	log.Fatal(m.Start(context.Background()))
}
