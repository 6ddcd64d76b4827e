module example.com/warehouse/gateway

go 1.24

require (
	example.com/warehouse/shared v0.0.0
	github.com/gofiber/fiber/v2 v2.52.9
)

replace example.com/warehouse/shared => ../shared
