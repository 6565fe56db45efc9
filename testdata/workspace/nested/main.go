package main

import _ "example.com/nested/lib"

func main() {}
