// Clean: behind the chain no arm of it was taken.
package main

import (
	"log"
	"net/http"
	"os"
)

func run(name, key string) error {
	if name != "" {
		return http.ListenAndServe("127.0.0.1:8081", http.NotFoundHandler())
	} else if key != "" {
		return secure(key)
	}
	return plain()
}

func plain() error {
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe("127.0.0.1:8082", http.NotFoundHandler()) }()
	return <-failed
}

func secure(key string) error {
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe("127.0.0.1:8082", http.FileServer(http.Dir(key))) }()
	return <-failed
}

func main() {
	log.Fatal(run(os.Getenv("NAME"), os.Getenv("KEY")))
}
