module example.com/either-release-may-build

go 1.22
