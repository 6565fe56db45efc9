module example.com/literal-braces-apart

go 1.21
