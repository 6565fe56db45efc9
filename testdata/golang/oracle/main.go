// Oracle prints what Go's own parser and resolver see in each file below the given directories: one fact a line, so that
// another reader of Go source can be held against it. Every file is checked on its own: what other files declare stays
// unresolved, and so do the contents of imports, of which only the names are real.
//
//	F path                        a file; the lines up to the next F are about it
//	I start end name path         an import: the spec, the name as it stands or "-", the path in hex
//	D start end name-start name-end params results variadic base
//	                              a function: offsets, counts, the receiver's type name or "-"
//	C start end                   a call
//	S start end value             a string literal with its value in hex; tags and import paths have no line
//	U at L decl | I path | N      an identifier: of a local (where it is declared), an import (hex), or neither
//	K at kind                     an identifier that is a key whose type this file does not tell
//	V at iota tuple start end     a name of a const or var spec, and where its value stands (-1 for none)
//	T start end alias name        a type spec
//	G at embedded tag             a field of the struct type in the last T, the tag in hex
//	X kind start end              a statement
package main

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
)

func main() {
	roots := os.Args[2:]
	names := packageNames(os.Args[1])
	var files []string
	for _, root := range roots {
		filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if entry.IsDir() && entry.Name() == "testdata" {
				return filepath.SkipDir
			}
			if strings.HasSuffix(path, ".go") {
				files = append(files, path)
			}
			return nil
		})
	}
	results := make([][]byte, len(files))
	var group sync.WaitGroup
	limit := make(chan struct{}, runtime.NumCPU())
	for i, file := range files {
		group.Add(1)
		limit <- struct{}{}
		go func(i int, file string) {
			defer func() { <-limit; group.Done() }()
			results[i] = look(file, names)
		}(i, file)
	}
	group.Wait()
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for _, result := range results {
		out.Write(result)
	}
}

// packageNames reads the package clause of each directory below a tree of sources, by import path.
func packageNames(src string) map[string]string {
	names := map[string]string{"C": "C", "unsafe": "unsafe"}
	filepath.WalkDir(src, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && entry.Name() == "testdata" {
			return filepath.SkipDir
		}
		dir, _ := filepath.Rel(src, filepath.Dir(path))
		dir = filepath.ToSlash(dir)
		for _, vendor := range []string{"cmd/vendor/", "vendor/"} {
			dir = strings.TrimPrefix(dir, vendor)
		}
		if names[dir] != "" || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.PackageClauseOnly)
		if err == nil && file.Name.Name != "main" && file.Name.Name != "documentation" {
			names[dir] = file.Name.Name
		}
		return nil
	})
	return names
}

// importer gives empty packages with their real names.
type importer struct{ names map[string]string }

func (i importer) Import(path string) (*types.Package, error) {
	name := i.names[path]
	if name == "" {
		return nil, fmt.Errorf("no package %s", path)
	}
	pkg := types.NewPackage(path, name)
	pkg.MarkComplete()
	return pkg, nil
}

type looker struct {
	out    bytes.Buffer
	file   *token.File
	tree   *ast.File
	pkg    *types.Package
	info   *types.Info
	byPath map[string]string
	skip   map[ast.Node]bool
}

func look(path string, names map[string]string) []byte {
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, path, nil, 0)
	if err != nil {
		return nil
	}
	info := &types.Info{
		Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Types: map[ast.Expr]types.TypeAndValue{}, Implicits: map[ast.Node]types.Object{},
	}
	config := types.Config{Importer: importer{names}, Error: func(error) {}, FakeImportC: true, DisableUnusedImportCheck: true}
	pkg, _ := config.Check("p", fset, []*ast.File{tree}, info)
	l := &looker{file: fset.File(tree.FileStart), tree: tree, pkg: pkg, info: info, byPath: names, skip: map[ast.Node]bool{}}
	fmt.Fprintf(&l.out, "F %s\n", path)
	l.walk()
	return l.out.Bytes()
}

func (l *looker) at(pos token.Pos) int { return l.file.Offset(pos) }

func (l *looker) line(kind string, args ...any) {
	l.out.WriteString(kind)
	for _, arg := range args {
		fmt.Fprintf(&l.out, " %v", arg)
	}
	l.out.WriteByte('\n')
}

func hexed(text string) string { return "x" + hex.EncodeToString([]byte(text)) }

func (l *looker) walk() {
	for _, spec := range l.tree.Imports {
		path, _ := strconv.Unquote(spec.Path.Value)
		name := "-"
		if spec.Name != nil {
			name = spec.Name.Name
		}
		l.line("I", l.at(spec.Pos()), l.at(spec.Path.End()), name, hexed(path))
		l.skip[spec.Path] = true
	}
	var stack []ast.Node
	ast.Inspect(l.tree, func(node ast.Node) bool {
		if node == nil {
			stack = stack[:len(stack)-1]
			return true
		}
		var parent ast.Node
		if len(stack) > 0 {
			parent = stack[len(stack)-1]
		}
		stack = append(stack, node)
		l.node(node, parent)
		return true
	})
}

func (l *looker) node(node, parent ast.Node) {
	switch n := node.(type) {
	case *ast.FuncDecl:
		base := "-"
		if n.Recv != nil {
			base = baseName(n.Recv.List[0].Type)
		}
		l.function(n.Pos(), n.End(), n.Name.Pos(), n.Name.End(), n.Type, base)
	case *ast.FuncLit:
		l.function(n.Pos(), n.End(), n.Pos(), n.Pos()+4, n.Type, "-")
	case *ast.CallExpr:
		l.line("C", l.at(n.Pos()), l.at(n.End()))
	case *ast.Field:
		if n.Tag != nil {
			l.skip[n.Tag] = true
		}
	case *ast.BasicLit:
		if n.Kind == token.STRING && !l.skip[n] {
			value, _ := strconv.Unquote(n.Value)
			l.line("S", l.at(n.Pos()), l.at(n.End()), hexed(value))
		}
	case *ast.KeyValueExpr:
		if key, ok := n.Key.(*ast.Ident); ok {
			l.skip[key] = true
		}
	case *ast.Ident:
		l.ident(n)
	case *ast.GenDecl:
		if n.Tok == token.CONST || n.Tok == token.VAR {
			l.values(n)
		}
	case *ast.TypeSpec:
		l.line("T", l.at(n.Pos()), l.at(n.End()), n.Assign.IsValid(), n.Name.Name)
		if s, ok := ast.Unparen(n.Type).(*ast.StructType); ok {
			l.fields(s)
		}
	case ast.Stmt:
		l.statement(n, parent)
	}
}

func (l *looker) function(start, end, nameStart, nameEnd token.Pos, sig *ast.FuncType, base string) {
	variadic := false
	if n := len(sig.Params.List); n > 0 {
		_, variadic = sig.Params.List[n-1].Type.(*ast.Ellipsis)
	}
	l.line("D", l.at(start), l.at(end), l.at(nameStart), l.at(nameEnd), sig.Params.NumFields(), sig.Results.NumFields(), variadic, base)
}

func baseName(expr ast.Expr) string {
	switch e := expr.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.StarExpr:
		return baseName(e.X)
	case *ast.ParenExpr:
		return baseName(e.X)
	case *ast.IndexExpr:
		return baseName(e.X)
	case *ast.IndexListExpr:
		return baseName(e.X)
	}
	return "-"
}

func (l *looker) ident(id *ast.Ident) {
	obj := l.info.Uses[id]
	if obj == nil {
		obj = l.info.Defs[id]
	}
	if obj == nil {
		l.unchecked(id)
		return
	}
	switch o := obj.(type) {
	case *types.PkgName:
		l.line("U", l.at(id.Pos()), "I", hexed(o.Imported().Path()))
		return
	case *types.Var:
		if !o.IsField() && l.isLocal(obj) {
			l.line("U", l.at(id.Pos()), "L", l.at(obj.Pos()))
			return
		}
	case *types.Const:
		if l.isLocal(obj) {
			l.line("U", l.at(id.Pos()), "L", l.at(obj.Pos()))
			return
		}
	}
	l.line("U", l.at(id.Pos()), "N")
}

func (l *looker) isLocal(obj types.Object) bool {
	return obj.Pkg() == l.pkg && obj.Parent() != l.pkg.Scope() && obj.Pos().IsValid()
}

// unchecked answers for an identifier that the type checker has not come to, by the parser's own resolution.
func (l *looker) unchecked(id *ast.Ident) {
	if l.skip[id] || id.Name == "_" {
		l.line("K", l.at(id.Pos()))
		return
	}
	if id.Obj == nil {
		for _, spec := range l.tree.Imports {
			path, _ := strconv.Unquote(spec.Path.Value)
			if spec.Name != nil && spec.Name.Name == id.Name || spec.Name == nil && l.byPath[path] == id.Name {
				l.line("U", l.at(id.Pos()), "I", hexed(path))
				return
			}
		}
		l.line("U", l.at(id.Pos()), "N")
		return
	}
	if (id.Obj.Kind == ast.Var || id.Obj.Kind == ast.Con) && l.tree.Scope.Lookup(id.Name) != id.Obj {
		l.line("U", l.at(id.Pos()), "L", l.at(id.Obj.Pos()))
		return
	}
	l.line("U", l.at(id.Pos()), "N")
}

func (l *looker) values(decl *ast.GenDecl) {
	var last *ast.ValueSpec
	for iota, spec := range decl.Specs {
		spec := spec.(*ast.ValueSpec)
		source := spec
		if decl.Tok == token.CONST {
			if spec.Type != nil || len(spec.Values) > 0 {
				last = spec
			} else if last != nil {
				source = last
			}
		} else {
			iota = 0
		}
		for i, name := range spec.Names {
			tuple, start, end := -1, -1, -1
			var value ast.Expr
			if len(source.Values) == 1 && len(spec.Names) > 1 {
				tuple, value = i, source.Values[0]
			} else if i < len(source.Values) {
				value = source.Values[i]
			}
			if value != nil {
				value = ast.Unparen(value)
				start, end = l.at(value.Pos()), l.at(value.End())
			}
			l.line("V", l.at(name.Pos()), iota, tuple, start, end)
		}
	}
}

func (l *looker) fields(s *ast.StructType) {
	for _, field := range s.Fields.List {
		tag := ""
		if field.Tag != nil {
			tag, _ = strconv.Unquote(field.Tag.Value)
		}
		for _, name := range field.Names {
			l.line("G", l.at(name.Pos()), false, hexed(tag))
		}
		if len(field.Names) == 0 {
			l.line("G", l.at(lastName(field.Type)), true, hexed(tag))
		}
	}
}

func lastName(expr ast.Expr) token.Pos {
	switch e := expr.(type) {
	case *ast.StarExpr:
		return lastName(e.X)
	case *ast.ParenExpr:
		return lastName(e.X)
	case *ast.IndexExpr:
		return lastName(e.X)
	case *ast.IndexListExpr:
		return lastName(e.X)
	case *ast.SelectorExpr:
		return e.Sel.Pos()
	}
	return expr.Pos()
}

func (l *looker) statement(stmt ast.Stmt, parent ast.Node) {
	kind := ""
	switch s := stmt.(type) {
	case *ast.ExprStmt:
		kind = "expr"
	case *ast.AssignStmt:
		// The head of a type switch is no statement of its own.
		if outer, ok := parent.(*ast.TypeSwitchStmt); ok && outer.Assign == stmt {
			return
		}
		op := map[token.Token]string{token.DEFINE: "define", token.ASSIGN: "set", token.ADD_ASSIGN: "add"}[s.Tok]
		if op == "" {
			op = "other"
		}
		kind = fmt.Sprintf("%s/%d/%d", op, len(s.Lhs), len(s.Rhs))
	case *ast.DeclStmt:
		if s.Decl.(*ast.GenDecl).Tok == token.TYPE {
			return
		}
		kind = "var"
	case *ast.ReturnStmt:
		kind = fmt.Sprintf("return/%d", len(s.Results))
	case *ast.IfStmt:
		kind = fmt.Sprintf("if/%v/%v", s.Init != nil, s.Else != nil)
	case *ast.SwitchStmt:
		kind = fmt.Sprintf("switch/%v/%v/%d", s.Init != nil, s.Tag != nil, len(s.Body.List))
	case *ast.TypeSwitchStmt:
		kind = fmt.Sprintf("types/%v/%d", s.Init != nil, len(s.Body.List))
	case *ast.SelectStmt:
		kind = fmt.Sprintf("select/%d", len(s.Body.List))
	case *ast.ForStmt:
		kind = fmt.Sprintf("for/%v/%v/%v", s.Init != nil, s.Cond != nil, s.Post != nil)
	case *ast.RangeStmt:
		kind = fmt.Sprintf("range/%v/%v", s.Key != nil, s.Value != nil)
	case *ast.GoStmt:
		kind = "go"
	case *ast.DeferStmt:
		kind = "defer"
	case *ast.LabeledStmt:
		kind = "block"
	case *ast.BlockStmt:
		switch parent.(type) {
		case *ast.BlockStmt, *ast.CaseClause, *ast.CommClause, *ast.LabeledStmt:
			kind = "block"
		default:
			return
		}
	case *ast.SendStmt:
		kind = "send"
	case *ast.IncDecStmt:
		kind = "incdec"
	case *ast.BranchStmt:
		kind = "jump"
		if s.Tok == token.FALLTHROUGH {
			kind = "fallthrough"
		}
	default:
		return
	}
	// The expression of a type switch without a variable is no statement either.
	if outer, ok := parent.(*ast.TypeSwitchStmt); ok && outer.Assign == stmt {
		return
	}
	end := stmt.End()
	if labeled, ok := stmt.(*ast.LabeledStmt); ok {
		// Go's parser puts the empty statement after a last label behind the brace.
		if empty, ok := labeled.Stmt.(*ast.EmptyStmt); ok && empty.Implicit {
			end = labeled.Colon + 1
		}
	}
	l.line("X", kind, l.at(stmt.Pos()), l.at(end))
}
