module example.com/module-without-main

go 1.22
