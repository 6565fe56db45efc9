// Three services of one type, which are started out of a queue: the debug routes are on this machine only, though the port of the one and
// the host of another would be everybody's.
// run: -
package main

import (
	"context"
	"log"
	"net/http"
	_ "net/http/pprof"

	"example.com/services-in-a-queue/debugsvc"
	"example.com/services-in-a-queue/httpsvc"
	"example.com/services-in-a-queue/runner"
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

// Nobody calls this.
func spare() *httpsvc.Service {
	return &httpsvc.Service{Addr: "0.0.0.0", Port: 6060}
}
