package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	pub := http.NewServeMux()
	pub.HandleFunc("/debug/", http.NotFound)
	pub.Handle("/admin/", http.StripPrefix("/admin", http.DefaultServeMux))
	log.Fatal(http.ListenAndServe(":18186", pub)) // want [pprof-exposed] ":18186"
}
