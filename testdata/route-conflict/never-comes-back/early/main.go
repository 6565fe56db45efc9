// run: a
// run: b
// run: c
// run:
package main

import (
	"flag"
	"fmt"
	"log"
	"net/http"
	"os"
)

func a() { http.HandleFunc("/", http.NotFound); log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil)) }
func b() error {
	http.HandleFunc("/", http.NotFound)
	return http.ListenAndServe("127.0.0.1:8080", nil)
}
func c() {
	http.HandleFunc("/", http.NotFound)
	http.ListenAndServe("127.0.0.1:8080", nil) // want [listen-error-ignored @early] "127.0.0.1:8080"
}

func usage() { fmt.Println("usage"); os.Exit(2) }

func exitErr(err error) {
	if err != nil {
		log.Fatal(err)
	}
	os.Exit(0)
}

func main() {
	flag.Parse()
	if flag.Arg(0) == "a" {
		a()
	}
	if flag.Arg(0) == "b" {
		exitErr(b())
	}
	if flag.Arg(0) == "c" {
		c()
		return
	}
	http.HandleFunc("/", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
