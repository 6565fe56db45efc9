// A field does; and what it holds listens beside another server.
package main

import (
	"log"
	"net/http"
	"os"
	"time"
)

type server struct {
	*http.Server
	listen func() error
}

func newServer(plain bool) *server {
	s := &server{Server: &http.Server{Addr: "127.0.0.1:18809", Handler: http.NewServeMux()}}
	if plain {
		s.listen = s.ListenAndServe
		return s
	}
	s.listen = func() error { return s.ListenAndServeTLS("cert.pem", "key.pem") }
	return s
}

func main() {
	s := newServer(os.Getenv("CERT") == "")
	go func() { log.Println(s.listen()) }()
	time.Sleep(100 * time.Millisecond)
	log.Fatal(http.ListenAndServe("127.0.0.1:18809", http.NewServeMux())) // want [listener-port-conflict @field_of_two_methods] "18809"
}
