module example.com/embedded-in-what-is-embedded

go 1.22
