// The table is filled when the program begins.
package main

import (
	"log"
	"net/http"
	"os"
)

func one() { http.HandleFunc("/", http.NotFound) }
func two() { http.HandleFunc("/", http.NotFound) }

var commands = map[string]func(){}

func init() {
	commands["one"] = one
	commands["two"] = two
}

func main() {
	if run, ok := commands[os.Getenv("COMMAND")+"one"]; ok {
		run()
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:18092", nil))
}
