// Who is told that it is done goes no further.
package main

import (
	"log"
	"net/http"
	"os"
)

func static(mux *http.ServeMux) (int, bool) {
	if dir := os.Getenv("STATIC"); dir != "" {
		mux.Handle("/", http.FileServer(http.Dir(dir)))
		return 1, true
	}
	return 0, false
}

func routes(mux *http.ServeMux) {
	n, done := static(mux)
	if done {
		log.Print(n)
		return
	}
	mux.HandleFunc("/", http.NotFound)
}

func main() {
	mux := http.NewServeMux()
	routes(mux)
	log.Fatal(http.ListenAndServe("127.0.0.1:18094", mux))
}
