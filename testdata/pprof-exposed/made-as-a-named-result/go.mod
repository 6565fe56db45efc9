module example.com/made-as-a-named-result

go 1.22
