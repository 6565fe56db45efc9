module example.com/literal-handed-in

go 1.22
