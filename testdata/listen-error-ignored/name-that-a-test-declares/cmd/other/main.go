// A file of another system declares it.
package main

import "net/http"

func main() {
	http.ListenAndServe("127.0.0.1:18353", http.NotFoundHandler()) // want [listen-error-ignored] "has failed"
}
