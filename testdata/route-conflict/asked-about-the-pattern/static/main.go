// Good: "/" is registered for the static files or for the 404 page, never for both.
package main

import (
	"flag"
	"log"
	"net/http"
	"strings"
)

const defaultMount = "/"

func main() {
	static := flag.String("static", "/tmp", "")
	mount := flag.String("mount", "", "")
	flag.Parse()
	mux := http.NewServeMux()

	var point string
	if *static != "" {
		point = *mount
		if point == "" {
			point = defaultMount
		} else if !strings.HasSuffix(point, "/") {
			point += "/"
		}
		mux.Handle(point, http.FileServer(http.Dir(*static)))
	}
	if point != "/" {
		mux.HandleFunc("/", http.NotFound)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:18081", mux))
}
