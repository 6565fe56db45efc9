// The test is of a package of its own.
package main

import "net/http"

func main() {
	http.ListenAndServe("127.0.0.1:18352", http.NotFoundHandler()) // want [listen-error-ignored] "has failed"
}
