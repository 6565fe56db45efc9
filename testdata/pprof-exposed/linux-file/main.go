// A file named linux.go has no constraint; one named server_linux.go has this one.
package main

import "log"

func main() {
	log.Fatal(serve())
}
