// run: MODE=admin
// run: MODE=b
// run:
package main

import (
	"log"
	"net/http"
	"os"
	"os/signal"
)

func wait() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt)
	<-c
	os.Exit(0)
}

func main() {
	if os.Getenv("MODE") == "admin" {
		http.HandleFunc("/x", http.NotFound)
		go func() { log.Fatal(http.ListenAndServe("127.0.0.1:8081", nil)) }()
		wait()
	}
	if os.Getenv("MODE") == "b" {
		http.HandleFunc("/x", http.NotFound)
		go func() { log.Fatal(http.ListenAndServe("127.0.0.1:8081", nil)) }()
		select {}
	}
	http.HandleFunc("/x", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
