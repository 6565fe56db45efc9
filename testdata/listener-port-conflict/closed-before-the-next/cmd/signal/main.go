// The server ends when somebody says so, which is later.
package main

import (
	"log"
	"net/http"
	"os"
	"os/signal"
	"time"
)

func main() {
	a := &http.Server{Addr: "127.0.0.1:18098", Handler: http.NotFoundHandler()}
	go func() { log.Print(a.ListenAndServe()) }()
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt)
	go func() {
		<-stop
		a.Close()
	}()
	time.Sleep(200 * time.Millisecond)
	log.Fatal(http.ListenAndServe("127.0.0.1:18098", http.NotFoundHandler())) // want [listener-port-conflict] "cannot listen on `127.0.0.1:18098`"
}
