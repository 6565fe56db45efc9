package name // import "example.com/tags/odd-name/v2"
