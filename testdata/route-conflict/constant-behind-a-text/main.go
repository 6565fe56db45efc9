// A line of a text that begins with a parenthesis does not end the group of constants that the text is in.
package main

import (
	"fmt"
	"log"
	"net/http"
)

const (
	schema = `
CREATE TABLE users (
	id INTEGER
)`
	byID   = "GET /users/{id}"
	byName = "GET /users/{name}"
	groups = "GET /groups/{id}"
)

func main() {
	fmt.Println(schema)
	mux := http.NewServeMux()
	mux.HandleFunc(byID, show)
	mux.HandleFunc(byName, show) // want [route-conflict] "GET /users/{name}"
	mux.HandleFunc(groups, show)
	log.Fatal(http.ListenAndServe("localhost:8080", mux))
}

func show(http.ResponseWriter, *http.Request) {}
