// Two entries of one table, both called.
package main

import "net/http"

func main() {
	commands := map[string]func(){}
	commands["one"] = func() { http.HandleFunc("/", http.NotFound) }
	commands["two"] = func() {
		http.HandleFunc("/", http.NotFound) // want [route-conflict] "/ matches the same requests as /"
	}
	commands["one"]()
	commands["two"]()
}
