module example.com/too-few-methods-for-the-interface

go 1.22
