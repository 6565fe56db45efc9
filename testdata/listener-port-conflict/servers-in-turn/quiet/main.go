// Each server is over when the next one begins: its call has returned, or it was shut down.
package main

import (
	"context"
	"log"
	"net/http"
	"time"
)

func setUp() {
	s := &http.Server{Addr: "127.0.0.1:18490", Handler: http.NotFoundHandler()}
	time.AfterFunc(20*time.Millisecond, func() { _ = s.Shutdown(context.Background()) })
	log.Println(s.ListenAndServe())
}

func main() {
	setUp()
	migration := &http.Server{Addr: "127.0.0.1:18490", Handler: http.NotFoundHandler()}
	done := make(chan error)
	go func() { done <- migration.ListenAndServe() }()
	time.Sleep(20 * time.Millisecond)
	_ = migration.Shutdown(context.Background())
	<-done
	log.Fatal(http.ListenAndServe("127.0.0.1:18490", http.NewServeMux()))
}
