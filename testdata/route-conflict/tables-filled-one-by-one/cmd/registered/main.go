// Commands that register themselves.
package main

import (
	"log"
	"net/http"
	"os"
)

var commands = map[string]func() error{}

func register(name string, run func() error) bool {
	commands[name] = func() error {
		log.Print(name)
		return run()
	}
	return true
}

var _ = register("one", func() error {
	http.HandleFunc("/", http.NotFound)
	return http.ListenAndServe("127.0.0.1:18092", nil)
})

var _ = register("two", func() error {
	http.HandleFunc("/", http.NotFound)
	return http.ListenAndServe("127.0.0.1:18092", nil)
})

func main() {
	if run, ok := commands[os.Getenv("COMMAND")+"one"]; ok {
		log.Fatal(run())
	}
}
