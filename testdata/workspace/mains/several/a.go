package main

import _ "expvar"

func main() { shared() }
