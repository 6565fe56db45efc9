// The tests of the package declare `log`: the import has another name. Those of the package beside it do not count.
package main

import "net/http"

func main() {
	http.ListenAndServe("127.0.0.1:18351", http.NotFoundHandler()) // want [listen-error-ignored] "has failed"
}
