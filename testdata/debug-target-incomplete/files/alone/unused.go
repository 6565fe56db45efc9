package main

const unused = 1
