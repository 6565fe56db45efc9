module example.com/shadowed-package-name

go 1.22
