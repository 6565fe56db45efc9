// Clean: each platform builds one of the files.
package main

import (
	"log"
)

func main() {
	log.Fatal(serve())
}
