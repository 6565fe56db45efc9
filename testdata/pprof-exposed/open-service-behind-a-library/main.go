// Three services of one type, which a library starts: the one with the debug routes is open, the other two are not.
// run: -
package main

import (
	"context"
	"log"
	"net/http"
	_ "net/http/pprof"

	"example.com/open-service-behind-a-library/debugsvc"
	"example.com/open-service-behind-a-library/httpsvc"
	"example.com/runner"
)

func main() {
	m := runner.New()

	metrics := &httpsvc.Service{Addr: "127.0.0.1", Port: 8000}
	metrics.HandleFunc("/metrics", func(http.ResponseWriter, *http.Request) {})
	health := &httpsvc.Service{Addr: "127.0.0.1", Port: 8001}
	health.HandleFunc("/health", func(http.ResponseWriter, *http.Request) {})
	debug := &debugsvc.Service{Service: httpsvc.Service{Addr: "0.0.0.0", Port: 6060}, Name: "debug"}

	for _, service := range []runner.Runnable{metrics, health, debug} {
		if err := m.Add(service); err != nil {
			log.Fatal(err)
		}
	}
	log.Fatal(m.Start(context.Background()))
}
