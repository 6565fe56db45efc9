module github.com/northwind/weblib

go 1.23
