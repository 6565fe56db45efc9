module example.com/regular-persona-is-silent

go 1.22
