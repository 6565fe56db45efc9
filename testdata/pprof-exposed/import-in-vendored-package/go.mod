module example.com/import-in-vendored-package

go 1.21

require example.org/diag v0.3.0
