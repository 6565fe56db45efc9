// Delve looks at the Go of what it starts, and of nothing where it attaches or is told not to look.
package main

func main() { println("hello") }
