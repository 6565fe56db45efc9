// Command unicode prints what Go calls a letter, a decimal digit and printable.
//
// The first line is the Unicode version of the Go that runs it. Each further line is a name and the code points at
// which membership changes: in the set from the first to before the second, from the third to before the fourth, ...
// src/model/pattern/unicode.rs was made from this output, and src/tests/pattern_oracle.rs compares the two.
package main

import (
	"fmt"
	"strconv"
	"unicode"
)

func main() {
	fmt.Println("version", unicode.Version)
	changes("letter", unicode.IsLetter)
	changes("digit", unicode.IsDigit)
	changes("print", strconv.IsPrint)
}

func changes(name string, in func(rune) bool) {
	fmt.Print(name)
	was := false
	for r := rune(0); r <= unicode.MaxRune+1; r++ {
		is := r <= unicode.MaxRune && in(r)
		if is != was {
			fmt.Printf(" %#x", r)
			was = is
		}
	}
	fmt.Println()
}
