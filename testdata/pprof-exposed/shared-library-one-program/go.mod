module example.com/shared-library-one-program

go 1.22
