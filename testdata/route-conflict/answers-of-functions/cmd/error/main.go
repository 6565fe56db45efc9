// An error says that there is nothing.
package main

import (
	"errors"
	"log"
	"net/http"
	"os"
)

func proxy(mux *http.ServeMux, env string) error {
	if os.Getenv(env) == "" {
		return errors.New(env + " is not set")
	}
	mux.HandleFunc("/api/", http.NotFound)
	return nil
}

func main() {
	mux := http.NewServeMux()
	if err := proxy(mux, "UPSTREAM"); err != nil {
		log.Print(err)
		mux.HandleFunc("/api/", http.NotFound)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:18094", mux))
}
