// A batch job: nothing listens at all.
package main

import (
	"fmt"
	_ "net/http/pprof" // want [pprof-unserved] "net/http/pprof"
)

func main() {
	fmt.Println("done")
}
