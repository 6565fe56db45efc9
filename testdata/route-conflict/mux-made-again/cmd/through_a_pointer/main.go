package main

import (
	"log"
	"net/http"
)

func main() {
	cur := http.NewServeMux()
	cur.HandleFunc("/z", http.NotFound)
	p := &cur
	*p = http.NewServeMux()
	cur.HandleFunc("/z", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:0", cur))
}
