package database

import (
	"example.org/bookshop/internal/models"
	"gorm.io/gorm"
)

// Migrate makes the tables of all models.
func Migrate(db *gorm.DB) error {
	return db.AutoMigrate(
		&models.Author{},
		&models.Book{},
		&models.BookAuthor{},
		&models.Customer{},
		&models.Order{},
		&models.OrderLine{},
		&models.Stock{},
	)
}
