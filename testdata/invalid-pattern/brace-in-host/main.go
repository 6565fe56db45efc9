// Hosts have no wildcards.
package main

import (
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("{tenant}.example.com/", http.NotFound) // want [invalid-pattern] "{tenant}.example.com/"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
