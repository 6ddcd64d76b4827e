package main

import (
	"log"

	"github.com/gofiber/fiber/v2"

	"example.com/warehouse/shared"
)

func main() {
	app := fiber.New()
	app.Get("/health", func(c *fiber.Ctx) error { return c.SendString(shared.Name) })
	log.Fatal(app.Listen(":3000"))
}
