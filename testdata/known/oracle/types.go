// Command types tells whether claims about Go packages hold, by the type checker of the Go release that runs it.
//
// In: on standard input one claim a line, fields separated by tabs:
//
//	package PATH NAME                 the package exists and is called NAME (empty: not asked)
//	call    PATH NAME                 NAME is a function, `Type.Method`, a type (a conversion) or a variable of function type
//	place   PATH NAME PLACE ROLE      PLACE is in range for that call and its type fits ROLE
//	result  PATH NAME TYPE            the first result of that call has this type
//	var     PATH NAME TYPE            NAME is a variable or constant (of this type, where it is given)
//	value   PATH NAME VALUE           the constant or variable NAME has this value, as Go writes it
//	type    PATH NAME                 NAME is a type
//	field   PATH NAME FIELD ROLE      the struct type has this field, and its type fits ROLE
//	links   PATH OTHER                the package links OTHER
//
// Out: one line a claim: `ok`, or what is wrong. It reads the packages' sources in the current directory's module,
// without function bodies, and takes no other package than the claims name and what those import.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
)

func main() {
	var claims [][]string
	wanted := map[string]bool{"net": true, "net/http": true, "time": true}
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		claim := strings.Split(lines.Text(), "\t")
		claims = append(claims, claim)
		wanted[claim[1]] = true
	}
	w := load(wanted)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for _, claim := range claims {
		if wrong := w.check(claim); wrong != "" {
			fmt.Fprintf(out, "%s: %s\n", strings.Join(claim, " "), wrong)
		} else {
			fmt.Fprintln(out, "ok")
		}
	}
}

// world is what was loaded.
type world struct {
	packages map[string]*types.Package
	imports  map[string][]string
	errors   map[string]string
}

type listed struct {
	ImportPath, Dir  string
	GoFiles, Imports []string
	ImportMap        map[string]string
	Error            *struct{ Err string }
}

// load type-checks the packages and all that they import, in the order in which `go list -deps` gives them.
func load(wanted map[string]bool) *world {
	paths := []string{"list", "-e", "-deps", "-json=ImportPath,Dir,GoFiles,Imports,ImportMap,Error"}
	for path := range wanted {
		paths = append(paths, path)
	}
	sort.Strings(paths[4:])
	list := exec.Command("go", paths...)
	list.Env = append(os.Environ(), "CGO_ENABLED=0")
	list.Stderr = os.Stderr
	text, err := list.Output()
	if err != nil {
		fmt.Fprintln(os.Stderr, "go list:", err)
		os.Exit(1)
	}
	w := &world{map[string]*types.Package{"unsafe": types.Unsafe}, map[string][]string{}, map[string]string{}}
	files := token.NewFileSet()
	for decoder := json.NewDecoder(strings.NewReader(string(text))); decoder.More(); {
		var p listed
		if err := decoder.Decode(&p); err != nil {
			fmt.Fprintln(os.Stderr, "go list:", err)
			os.Exit(1)
		}
		if p.Error != nil {
			w.errors[p.ImportPath] = p.Error.Err
		}
		if p.ImportPath == "unsafe" {
			continue
		}
		var syntax []*ast.File
		for _, name := range p.GoFiles {
			if file, _ := parser.ParseFile(files, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution); file != nil {
				syntax = append(syntax, file)
			}
		}
		config := types.Config{
			IgnoreFuncBodies: true,
			FakeImportC:      true,
			Error:            func(error) {},
			Importer: importFunc(func(path string) (*types.Package, error) {
				if mapped, ok := p.ImportMap[path]; ok {
					path = mapped
				}
				if found := w.packages[path]; found != nil {
					return found, nil
				}
				return nil, fmt.Errorf("%s was not loaded", path)
			}),
		}
		w.packages[p.ImportPath], _ = config.Check(p.ImportPath, files, syntax, nil)
		w.imports[p.ImportPath] = p.Imports
	}
	return w
}

type importFunc func(path string) (*types.Package, error)

func (f importFunc) Import(path string) (*types.Package, error) { return f(path) }

// check says what is wrong with a claim; nothing where it holds.
func (w *world) check(claim []string) string {
	for len(claim) < 5 {
		claim = append(claim, "")
	}
	kind, path, name := claim[0], claim[1], claim[2]
	p := w.packages[path]
	if p == nil || w.errors[path] != "" || p.Name() == "" {
		return "no such package " + w.errors[path]
	}
	switch kind {
	case "package":
		if name != "" && p.Name() != name {
			return "it is called " + p.Name()
		}
		return ""
	case "links":
		if !w.links(path, name, map[string]bool{}) {
			return "it does not link it"
		}
		return ""
	case "var", "value":
		return w.variable(p, kind, name, claim[3])
	case "type":
		if _, ok := p.Scope().Lookup(name).(*types.TypeName); !ok {
			return "no such type"
		}
		return ""
	case "inert":
		object, ok := p.Scope().Lookup(name).(*types.TypeName)
		if !ok {
			return "no such type"
		}
		if w.implements(object.Type(), "net/http", "Handler") {
			return "it is a handler"
		}
		mux := types.NewPointer(w.packages["net/http"].Scope().Lookup("ServeMux").Type())
		if of, ok := object.Type().Underlying().(*types.Interface); ok && types.Implements(mux, of) {
			return "a mux may be one"
		}
		return ""
	case "field":
		object, ok := p.Scope().Lookup(name).(*types.TypeName)
		if !ok {
			return "no such type"
		}
		field := w.field(object.Type(), strings.Split(claim[3], "."))
		if field == nil {
			return "no such field"
		}
		return w.fits(field, claim[4])
	}
	receiver, signature := lookup(p, name)
	if signature == nil {
		return "no such function or method"
	}
	switch kind {
	case "call":
		return ""
	case "place":
		at, wrong := w.place(receiver, signature, claim[3])
		if wrong != "" {
			return wrong
		}
		if at == nil {
			return ""
		}
		return w.fits(at, claim[4])
	case "result":
		if signature.Results().Len() == 0 {
			return "it has no result"
		}
		return w.named(p, signature.Results().At(0).Type(), claim[3])
	}
	return "unknown claim"
}

// lookup finds a function, method, conversion or function variable, with the receiver's type.
func lookup(p *types.Package, name string) (types.Type, *types.Signature) {
	typeName, method, isMethod := strings.Cut(name, ".")
	object := p.Scope().Lookup(typeName)
	if object == nil || !isMethod && !object.Exported() {
		return nil, nil
	}
	if isMethod {
		if _, ok := object.(*types.TypeName); !ok {
			return nil, nil
		}
		found, _, _ := types.LookupFieldOrMethod(types.NewPointer(object.Type()), true, p, method)
		if types.IsInterface(object.Type()) {
			found, _, _ = types.LookupFieldOrMethod(object.Type(), true, p, method)
		}
		switch found := found.(type) {
		case *types.Func:
			return object.Type(), found.Type().(*types.Signature)
		case *types.Var:
			if signature, ok := found.Type().Underlying().(*types.Signature); ok {
				return object.Type(), signature
			}
		}
		return nil, nil
	}
	switch object := object.(type) {
	case *types.Func:
		return nil, object.Type().(*types.Signature)
	case *types.Var:
		if signature, ok := object.Type().Underlying().(*types.Signature); ok {
			return nil, signature
		}
	case *types.TypeName:
		one := types.NewTuple(types.NewParam(token.NoPos, p, "", object.Type().Underlying()))
		result := types.NewTuple(types.NewParam(token.NoPos, p, "", object.Type()))
		return nil, types.NewSignatureType(nil, nil, nil, one, result, false)
	}
	return nil, nil
}

// place gives the type at a place of a call; none for a text that is always the same.
func (w *world) place(receiver types.Type, signature *types.Signature, place string) (types.Type, string) {
	params := signature.Params()
	if strings.HasPrefix(place, "='") {
		return nil, ""
	}
	if place == "last" {
		if params.Len() == 0 {
			return nil, "it has no parameter"
		}
		return params.At(params.Len() - 1).Type(), ""
	}
	if option, ok := strings.CutPrefix(place, "option."); ok {
		if !signature.Variadic() {
			return nil, "it takes no options"
		}
		element := params.At(params.Len() - 1).Type().(*types.Slice).Elem()
		home := element.(interface{ Obj() *types.TypeName }).Obj().Pkg()
		_, function := lookup(home, option)
		if function == nil || function.Params().Len() == 0 || !types.Identical(function.Results().At(0).Type(), element) {
			return nil, "no such option"
		}
		return function.Params().At(0).Type(), ""
	}
	if first, ok := strings.CutSuffix(place, ".."); ok {
		index, err := strconv.Atoi(first)
		if err != nil || !signature.Variadic() || index >= params.Len() {
			return nil, "it is not variadic there"
		}
		return params.At(params.Len() - 1).Type().(*types.Slice).Elem(), ""
	}
	parts := strings.Split(place, ".")
	var at types.Type
	switch index, err := strconv.Atoi(parts[0]); {
	case parts[0] == "recv" && receiver == nil:
		return nil, "it has no receiver"
	case parts[0] == "recv":
		at = receiver
	case parts[0] == "result":
		if signature.Results().Len() == 0 {
			return nil, "it has no result"
		}
		at = signature.Results().At(0).Type()
	case err != nil:
		return nil, "no place in a call"
	case signature.Variadic() && index >= params.Len()-1:
		at = params.At(params.Len() - 1).Type().(*types.Slice).Elem()
	case index >= params.Len():
		return nil, fmt.Sprintf("it has %d parameters", params.Len())
	default:
		at = params.At(index).Type()
	}
	if len(parts) > 1 {
		if at = w.field(at, parts[1:]); at == nil {
			return nil, "no such field"
		}
	}
	return at, ""
}

func (w *world) field(of types.Type, names []string) types.Type {
	for _, name := range names {
		found, _, _ := types.LookupFieldOrMethod(of, true, packageOf(of), name)
		field, ok := found.(*types.Var)
		if !ok || !field.Exported() {
			return nil
		}
		of = field.Type()
	}
	return of
}

func packageOf(t types.Type) *types.Package {
	if pointer, ok := t.(*types.Pointer); ok {
		t = pointer.Elem()
	}
	if named, ok := t.(interface{ Obj() *types.TypeName }); ok {
		return named.Obj().Pkg()
	}
	return nil
}

// fits says why a type cannot play a role.
func (w *world) fits(t types.Type, role string) string {
	fits := true
	under := t.Underlying()
	_, isInterface := under.(*types.Interface)
	_, isParam := t.(*types.TypeParam)
	isInterface = isInterface || isParam
	switch role {
	case "text", "network", "pattern":
		empty, _ := under.(*types.Interface)
		fits = empty != nil && empty.Empty() || isBasic(t, types.IsString)
	case "address":
		// A multiaddr is a type of its own.
		fits = isInterface || isBasic(element(t), types.IsString) || w.implements(t, "net", "Addr") || has(t, "Protocols")
	case "number":
		fits = isInterface || isBasic(t, types.IsInteger)
	case "value":
		fits = true
	case "handler":
		_, isFunction := element(t).Underlying().(*types.Signature)
		_, isElementInterface := element(t).Underlying().(*types.Interface)
		// A server that is not net/http's gives its handler by a method.
		fits = isInterface || isElementInterface || isFunction || w.implements(t, "net/http", "Handler") || has(t, "Handler")
	case "listener":
		fits = w.implements(t, "net", "Listener") || w.implements(element(t), "net", "Listener") || has(t, "Accept") || has(t, "ReadFrom")
	case "router":
		// A router may be a function: a middleware that answers some paths.
		_, isFunction := under.(*types.Signature)
		fits = isFunction || packageOf(t) != nil && !isBasic(t, types.IsString|types.IsNumeric)
	case "function":
		_, fits = element(t).Underlying().(*types.Signature)
		fits = fits || isInterface
	case "target":
		_, fits = under.(*types.Pointer)
		fits = fits || isInterface
	case "timeout":
		named, ok := t.(*types.Named)
		fits = ok && named.Obj().Name() == "Duration"
	case "middleware":
		signature, isFunction := under.(*types.Signature)
		fits = isFunction && signature.Params().Len() == 1 && w.fits(signature.Params().At(0).Type(), "handler") == ""
	case "served":
		fits = w.implements(t, "net", "Listener") || w.implements(t, "net/http", "Handler")
	case "mux":
		fits = types.TypeString(t, nil) == "*net/http.ServeMux" || w.field(t, []string{"ServeMux"}) != nil
	case "pointer":
		_, fits = under.(*types.Pointer)
	case "":
	default:
		return "unknown role"
	}
	if !fits {
		return "it is a " + t.String()
	}
	return ""
}

// element looks through one pointer and one slice.
func element(t types.Type) types.Type {
	if pointer, ok := t.Underlying().(*types.Pointer); ok {
		t = pointer.Elem()
	}
	if slice, ok := t.Underlying().(*types.Slice); ok {
		t = slice.Elem()
	}
	return t
}

func isBasic(t types.Type, info types.BasicInfo) bool {
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&info != 0
}

func has(t types.Type, method string) bool {
	found, _, _ := types.LookupFieldOrMethod(t, true, packageOf(t), method)
	_, ok := found.(*types.Func)
	return ok
}

func (w *world) implements(t types.Type, path, name string) bool {
	object := w.packages[path].Scope().Lookup(name)
	wanted := object.Type().Underlying().(*types.Interface)
	return types.Implements(t, wanted) || types.Implements(types.NewPointer(t), wanted)
}

// named compares a type with `Name`, `*Name` or `path.Name`.
func (w *world) named(p *types.Package, t types.Type, want string) string {
	text := types.TypeString(t, types.RelativeTo(p))
	if bracket := strings.Index(text, "["); bracket > 0 {
		text = text[:bracket]
	}
	if text != want {
		return "it is a " + text
	}
	return ""
}

func (w *world) variable(p *types.Package, kind, name, want string) string {
	object := p.Scope().Lookup(name)
	switch object := object.(type) {
	case *types.Const:
		if kind == "value" && exact(object.Val()) != want {
			return "it is " + exact(object.Val())
		}
		return ""
	case *types.Var:
		if kind == "value" {
			if shown := show(p.Path(), name); shown != want {
				return "it is " + shown
			}
			return ""
		}
		if want == "" {
			return ""
		}
		return w.named(p, object.Type(), want)
	}
	return "no such variable or constant"
}

// show prints a variable of a package in a program of its own: its value is known to no type checker.
func show(path, name string) string {
	dir, err := os.MkdirTemp("", "show")
	if err != nil {
		return err.Error()
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "main.go")
	program := fmt.Sprintf("package main\n\nimport (\n\t\"fmt\"\n\n\tp %q\n)\n\nfunc main() { fmt.Print(p.%s) }\n", path, name)
	if err := os.WriteFile(file, []byte(program), 0o644); err != nil {
		return err.Error()
	}
	out, err := exec.Command("go", "run", file).CombinedOutput()
	if err != nil {
		return err.Error() + ": " + string(out)
	}
	return string(out)
}

func exact(value constant.Value) string {
	if value.Kind() == constant.String {
		return constant.StringVal(value)
	}
	return value.ExactString()
}

func (w *world) links(from, to string, seen map[string]bool) bool {
	if from == to {
		return true
	}
	if seen[from] {
		return false
	}
	seen[from] = true
	for _, path := range w.imports[from] {
		if w.links(path, to, seen) {
			return true
		}
	}
	return false
}
