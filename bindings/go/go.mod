module giaingan

go 1.21
