// Clean: each file registers its own name; the table shows which belong to a build for
// linux/amd64 with cgo.
package main

import (
	"log"
	"net/http"
)

func main() {
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
