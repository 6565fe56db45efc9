module example.com/toolchain-line-does-not-help

go 1.21

toolchain go1.22.4
