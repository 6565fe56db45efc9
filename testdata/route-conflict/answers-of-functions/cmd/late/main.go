// The error comes when it is registered already.
package main

import (
	"errors"
	"log"
	"net/http"
	"os"
)

func proxy(mux *http.ServeMux, env string) error {
	mux.HandleFunc("/api/", http.NotFound)
	if os.Getenv(env) == "" {
		return errors.New(env + " is not set")
	}
	return nil
}

func main() {
	mux := http.NewServeMux()
	err := proxy(mux, "UPSTREAM")
	if err != nil {
		log.Print(err)
		mux.HandleFunc("/api/", http.NotFound) // want [route-conflict] "/api/ matches the same requests as /api/"
	}
}
