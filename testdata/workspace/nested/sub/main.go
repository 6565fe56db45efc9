package main

import "example.com/nested/lib"

func main() { _ = lib.X }
