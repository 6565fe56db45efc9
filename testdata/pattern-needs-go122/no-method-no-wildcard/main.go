// Clean: hosts, escapes and a blank inside a path are no methods and no wildcards.
package main

import (
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/", http.NotFound)
	http.HandleFunc("example.com/", http.NotFound)
	http.HandleFunc("/%7Bid%7D", http.NotFound)
	http.HandleFunc("/read me", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
