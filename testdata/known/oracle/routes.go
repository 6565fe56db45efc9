// Command routes asks http.DefaultServeMux what linked packages put on it; imports.go, written by the test, links them.
//
// In: on standard input one request a line, `METHOD PATH`. Out: one line each, the pattern that answers it; empty for none.
package main

import (
	"bufio"
	"fmt"
	"net/http"
	"os"
	"strings"
)

func main() {
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		method, path, _ := strings.Cut(lines.Text(), " ")
		request, err := http.NewRequest(method, "http://localhost"+path, nil)
		if err != nil {
			fmt.Println(err)
			continue
		}
		_, pattern := http.DefaultServeMux.Handler(request)
		fmt.Println(pattern)
	}
}
