module example.com/warehouse/stock

go 1.24

require (
	example.com/warehouse/shared v0.0.0
	github.com/gofiber/fiber/v3 v3.0.0-rc.3
	github.com/redis/go-redis/v9 v9.16.0
)
