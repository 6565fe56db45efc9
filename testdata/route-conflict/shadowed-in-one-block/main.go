// The inner `http` is a flag; the package is meant again after the block.
package main

import (
	"flag"
	"log"
	"net/http"
)

func main() {
	{
		http := flag.Bool("http", true, "serve HTTP")
		flag.Parse()
		if !*http {
			return
		}
	}
	http.HandleFunc("/a", http.NotFound)
	http.HandleFunc("/a", http.NotFound) // want [route-conflict] "/a"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
