// Clean: a release of Delve that knows the Go of the `go` line, and newer ones; a version of Go that only the run knows.
package main

func main() { println("hello") }
