// A local that is set again may be another one in the goroutine: there is no fix.
package main

import "net/http"

func main() {
	addr := "127.0.0.1:18331"
	go http.ListenAndServe(addr, nil) // want [listen-error-ignored] "has failed"
	addr = "127.0.0.1:18332"
	go http.ListenAndServe(addr, nil) // want [listen-error-ignored] "has failed"
	select {}
}
