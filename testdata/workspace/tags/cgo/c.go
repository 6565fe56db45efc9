package cgo

// #include <stdio.h>
import "C"
