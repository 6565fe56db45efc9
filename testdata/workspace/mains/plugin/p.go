package main

var Plugin int
