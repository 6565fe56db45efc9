// Clean: whoever writes the blank has thought of the error, here because the next port is tried.
package main

import (
	"fmt"
	"net/http"
)

func main() {
	go func() {
		for port := 6060; port < 6070; port++ {
			_ = http.ListenAndServe(fmt.Sprintf("127.0.0.1:%d", port), http.NotFoundHandler())
		}
	}()
	select {}
}
