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
	public.Handle("/", old)
	log.Fatal(http.ListenAndServe(":18184", public)) // want [pprof-exposed] ":18184"
}
