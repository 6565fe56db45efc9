// run: api
// run: admin
package main

import (
	"fmt"
	"net/http"
	"os"
)

type command struct {
	name string
	run  func() error
}

var cmds = []command{
	{"api", api},
	{"admin", admin},
}

func api() error {
	http.HandleFunc("/", http.NotFound)
	return http.ListenAndServe("127.0.0.1:8080", nil)
}

func admin() error {
	http.HandleFunc("/", http.NotFound)
	return http.ListenAndServe("127.0.0.1:8080", nil)
}

func main() {
	for _, c := range cmds {
		if c.name == os.Args[1] {
			if err := c.run(); err != nil {
				fmt.Println(err)
				os.Exit(1)
			}
			os.Exit(0)
		}
	}
}
