module example.com/build-tag-includes-one

go 1.21
