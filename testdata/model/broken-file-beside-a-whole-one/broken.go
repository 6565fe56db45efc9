package main

import "net/http"

func broken( {
	x := = 1
}

func more() {
	http.HandleFunc("/status", http.NotFound) // want [route-conflict] "/status"
}
