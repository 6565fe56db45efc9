module example.com/build-tag-excludes-one

go 1.21
