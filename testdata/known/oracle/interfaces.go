// Command interfaces prints the methods that packages of the standard library may call on what they are handed: the exported methods of
// all interface types in their sources, each once, in order. Packages that no program imports are left out.
package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"log"
	"path/filepath"
	"runtime"
	"sort"
	"strings"
)

func main() {
	source := filepath.Join(runtime.GOROOT(), "src")
	found := map[string]bool{}
	err := filepath.WalkDir(source, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			switch entry.Name() {
			case "testdata", "cmd", "vendor", "internal":
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(node ast.Node) bool {
			if iface, ok := node.(*ast.InterfaceType); ok {
				for _, method := range iface.Methods.List {
					for _, name := range method.Names {
						if name.IsExported() {
							found[name.Name] = true
						}
					}
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		log.Fatal(err)
	}
	var names []string
	for name := range found {
		names = append(names, name)
	}
	sort.Strings(names)
	fmt.Println(strings.Join(names, "\n"))
}
