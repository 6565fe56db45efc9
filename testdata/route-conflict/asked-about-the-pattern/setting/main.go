package main

import (
	"log"
	"net/http"
	"os"
)

func main() {
	var point string
	if os.Getenv("STATIC") != "" {
		point = os.Getenv("MOUNT")
		if point == "" {
			point = "/"
		}
		mux.Handle(point, http.FileServer(http.Dir("/tmp")))
	}
	if point != "/" {
		mux.HandleFunc("/", http.NotFound)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:18081", mux))
}

var mux = http.NewServeMux()
