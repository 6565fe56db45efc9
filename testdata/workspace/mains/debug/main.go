//go:debug httpmuxgo121=1
package main

func main() {}
