// Clean: own handlers only, on loopback. A server takes over what another of its type holds, so what it holds depends on itself.
package main

import (
	"log"
	"net/http"
	"os"
	"os/signal"
)

// server is a server that can be replaced while it runs.
type server struct{ *http.Server }

func newServer(address string, handler http.Handler) *server {
	return &server{Server: newHTTPServer(address, handler)}
}

func newHTTPServer(address string, handler http.Handler) *http.Server {
	return &http.Server{Addr: address, Handler: handler}
}

func (s *server) replace(by *server) { s.Server = by.Server }

func (s *server) run(signals chan os.Signal, by *server) error {
	for {
		err := s.Server.ListenAndServe()
		select {
		case <-signals:
			s.replace(by)
		default:
			return err
		}
	}
}

type meter struct{ http.Handler }

func newMeter() (m *meter) {
	m = &meter{}
	mux := http.NewServeMux()
	mux.HandleFunc("/metrics", http.NotFound)
	m.Handler = mux
	return
}

// logged hands every request on.
type logged struct{ next http.Handler }

func (l *logged) ServeHTTP(w http.ResponseWriter, r *http.Request) { l.next.ServeHTTP(w, r) }

func main() {
	pages := http.NewServeMux()
	pages.HandleFunc("/pages", http.NotFound)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt)
	go func() {
		metrics := newServer("127.0.0.1:7012", newMeter())
		log.Print(metrics.run(signals, newServer("127.0.0.1:7013", newMeter())))
	}()
	s := newServer("127.0.0.1:7011", &logged{next: pages})
	log.Fatal(s.run(signals, newServer("127.0.0.1:7014", &logged{next: pages})))
}
