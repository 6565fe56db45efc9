// Clean: own handlers only. Every kind of address that can be told from the text.
package main

import (
	"flag"
	"log"
	"net"
	"net/http"
	"os"
)

func main() {
	path := flag.String("socket", "", "a Unix socket to serve on, too")
	flag.Parse()
	failed := make(chan error)
	mux := http.NewServeMux()
	mux.HandleFunc("/", http.NotFound)
	unix, err := net.Listen("unix", "./api.sock")
	if err != nil {
		log.Fatal(err)
	}
	if *path != "" {
		asked, err := net.Listen("unix", *path)
		if err != nil {
			log.Fatal(err)
		}
		go func() { failed <- http.Serve(asked, mux) }()
	}
	if path := os.Getenv("API_SOCKET"); path != "" {
		set, err := net.Listen("unix", path)
		if err != nil {
			log.Fatal(err)
		}
		go func() { failed <- http.Serve(set, mux) }()
	}
	go func() { failed <- http.ListenAndServe(":7001", mux) }()
	go func() { failed <- http.ListenAndServe("0.0.0.0:7002", mux) }()
	go func() { failed <- http.ListenAndServe("[::]:7003", mux) }()
	go func() { failed <- http.ListenAndServe("127.0.0.1:7004", mux) }()
	go func() { failed <- http.ListenAndServe("localhost:7005", mux) }()
	go func() { failed <- http.ListenAndServe("[::1]:7006", mux) }()
	go func() { failed <- http.ListenAndServe("10.0.0.5:7007", mux) }()
	go func() { failed <- http.Serve(unix, mux) }()
	log.Fatal(<-failed)
}
