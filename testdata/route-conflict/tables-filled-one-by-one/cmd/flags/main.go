// What a flag calls when it is set.
package main

import (
	"flag"
	"net/http"
)

func main() {
	flag.Func("one", "", func(string) error {
		http.HandleFunc("/", http.NotFound)
		return http.ListenAndServe("127.0.0.1:18092", nil)
	})
	flag.Func("two", "", func(string) error {
		http.HandleFunc("/", http.NotFound)
		return http.ListenAndServe("127.0.0.1:18092", nil)
	})
	flag.Parse()
}
