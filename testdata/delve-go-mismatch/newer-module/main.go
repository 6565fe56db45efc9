// The module cannot be built by a Go that this Delve knows.
// build: skip Delve is a requirement that is not in the module cache
package main

func main() {}
