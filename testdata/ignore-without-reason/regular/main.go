// Command shop is clean: without `require-reason`, and for somebody who is not pedantic, a reason is no must.
package main

import "net/http"

func main() {
	//muxray:ignore listen-error-ignored
	http.ListenAndServe("127.0.0.1:8080", http.NewServeMux())
}
