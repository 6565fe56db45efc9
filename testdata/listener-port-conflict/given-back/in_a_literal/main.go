// The same in a literal that is deferred.
package main

import (
	"fmt"
	"log"
	"net"
	"net/http"
)

func isFree(port int) bool {
	l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
	defer func() {
		if l != nil {
			l.Close()
		}
	}()
	return err == nil
}

func main() {
	if !isFree(18802) {
		log.Fatal("18802 is taken")
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:18802", http.NewServeMux()))
}
