package main

func greet() { println("hello") }
