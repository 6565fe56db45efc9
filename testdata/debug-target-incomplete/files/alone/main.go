package main

func main() { println("needs nothing of the other file") }
