// Prints what BuildKit's own parser says of Dockerfiles: one line of JSON for each path on standard input.
package main

import (
	"bufio"
	"encoding/json"
	"log"
	"os"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

// An instruction: its name in capitals, its lines from 1, its options, and its arguments as the parser splits them.
type instruction struct {
	Name  string   `json:"name"`
	Start int      `json:"start"`
	End   int      `json:"end"`
	Flags []string `json:"flags"`
	Words []string `json:"words"`
	// Whether the words are those of a JSON list.
	List bool `json:"list"`
	// The texts of its here-documents.
	Bodies []string `json:"bodies"`
}

type file struct {
	Path         string        `json:"path"`
	Error        string        `json:"error"`
	Instructions []instruction `json:"instructions"`
}

func read(path string) file {
	found := file{Path: path}
	source, err := os.Open(path)
	if err != nil {
		log.Fatal(err)
	}
	defer source.Close()
	parsed, err := parser.Parse(source)
	if err != nil {
		found.Error = err.Error()
		return found
	}
	for _, node := range parsed.AST.Children {
		one := instruction{Name: strings.ToUpper(node.Value), Start: node.StartLine, End: node.EndLine, Flags: node.Flags}
		for next := node.Next; next != nil; next = next.Next {
			one.Words = append(one.Words, next.Value)
		}
		one.List = node.Attributes["json"]
		for _, document := range node.Heredocs {
			one.Bodies = append(one.Bodies, document.Content)
		}
		found.Instructions = append(found.Instructions, one)
	}
	return found
}

func main() {
	paths := bufio.NewScanner(os.Stdin)
	out := json.NewEncoder(os.Stdout)
	for paths.Scan() {
		if err := out.Encode(read(paths.Text())); err != nil {
			log.Fatal(err)
		}
	}
}
