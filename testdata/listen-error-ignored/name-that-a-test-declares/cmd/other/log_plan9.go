package main

var log = "plan9"
