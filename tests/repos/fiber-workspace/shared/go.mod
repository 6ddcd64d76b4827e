module example.com/warehouse/shared

go 1.24
