package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	public := http.NewServeMux()
	old := http.DefaultServeMux
	http.DefaultServeMux = http.NewServeMux()
	public.Handle("/", http.DefaultServeMux)
	go func() { log.Println(http.ListenAndServe("127.0.0.1:0", old)) }()
	log.Fatal(http.ListenAndServe("127.0.0.1:0", public))
}
