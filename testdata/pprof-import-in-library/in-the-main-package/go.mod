module example.com/in-the-main-package

go 1.22
