// A run takes one of the two.
package main

import (
	"log"
	"net/http"
	"os"
)

func main() {
	commands := map[string]func(){}
	commands["one"] = func() { http.HandleFunc("/", http.NotFound) }
	commands["two"] = func() { http.HandleFunc("/", http.NotFound) }
	commands[os.Getenv("COMMAND")+"one"]()
	log.Fatal(http.ListenAndServe("127.0.0.1:18092", nil))
}
