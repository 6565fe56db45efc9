//go:build ignore

package main

func main() { shared() }

func shared() {}
