package web

import "net/http"

// Mux is the mux of the program.
var Mux = http.NewServeMux()

func init() {
	Mux.HandleFunc("/status", status)
}

func status(w http.ResponseWriter, r *http.Request) {}
