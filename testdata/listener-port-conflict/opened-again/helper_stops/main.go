// The server of the setup is over when the other one begins.
package main

import (
	"context"
	"log"
	"net/http"
	"time"
)

type server struct{ http *http.Server }

func (s *server) start() {
	go func() { log.Println(s.http.ListenAndServe()) }()
	time.Sleep(100 * time.Millisecond)
}

func (s *server) stop() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if s.http != nil {
		s.http.Shutdown(ctx)
	}
}

func main() {
	setup := &server{&http.Server{Addr: "127.0.0.1:18713", Handler: http.NotFoundHandler()}}
	setup.start()
	setup.stop()
	log.Fatal(http.ListenAndServe("127.0.0.1:18713", http.NotFoundHandler()))
}
