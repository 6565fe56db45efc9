package main

import (
	"net/http"
	_ "net/http/pprof"
	"time"

	"example.com/behind/interrupts"
)

func main() {
	interrupts.ListenAndServe(&http.Server{Addr: ":8097"}, time.Second)
	interrupts.ListenAndServe(&http.Server{Addr: ":8098", Handler: http.NewServeMux()}, time.Second)
	select {}
}
