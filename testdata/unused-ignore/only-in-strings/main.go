// Command shop is clean: what looks like an ignore stands in strings, or in a comment that shows one.
package main

import "fmt"

const page = `
//muxray:ignore route-conflict -- a line of a page
`

func main() {
	// Write `//muxray:ignore route-conflict -- reason` above the line.
	// The words muxray:ignore route-conflict in prose are none.
	fmt.Println(page, "//muxray:ignore pprof-exposed -- x")
}
