// Clean: in each of these the error goes somewhere.
package main

import (
	"errors"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
)

func report(err error) {
	if err != nil && !errors.Is(err, http.ErrServerClosed) {
		log.Print(err)
	}
}

func serve(address string) error {
	return http.ListenAndServe(address, http.NotFoundHandler())
}

func run() (err error) {
	listener, err := net.Listen("tcp", "127.0.0.1:8085")
	if err != nil {
		return err
	}
	err = http.Serve(listener, http.NotFoundHandler())
	return
}

func main() {
	failed := make(chan error)
	go report(http.ListenAndServe("127.0.0.1:8081", http.NotFoundHandler()))
	go func() { failed <- serve("127.0.0.1:8082") }()
	go func() { report(serve("127.0.0.1:8083")) }()
	go func() {
		server := &http.Server{Addr: "127.0.0.1:8084", Handler: http.NotFoundHandler()}
		switch err := server.ListenAndServe(); {
		case errors.Is(err, http.ErrServerClosed):
			return
		default:
			failed <- fmt.Errorf("serve: %w", err)
		}
	}()
	go func() { failed <- run() }()
	fmt.Fprintln(os.Stderr, <-failed)
}
