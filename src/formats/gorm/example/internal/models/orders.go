package models

import "time"

type OrderStatus string

const (
	StatusOpen      OrderStatus = "open"
	StatusPaid      OrderStatus = "paid"
	StatusShipped   OrderStatus = "shipped"
	StatusCancelled OrderStatus = "cancelled"
)

type Customer struct {
	ID        int64     `gorm:"primaryKey"`
	Email     string    `gorm:"not null;uniqueIndex:customers_email_key"`
	Name      string    `gorm:"not null"`
	Fax       *string   `gorm:"size:30"`
	CreatedAt time.Time `gorm:"type:timestamp;not null;default:now()"`
}

type Order struct {
	ID         int32       `gorm:"primaryKey"`
	CustomerID int64       `gorm:"not null"`
	Status     OrderStatus `gorm:"type:order_status;not null;default:open"`
	PlacedAt   time.Time   `gorm:"not null;default:now()"`

	Customer Customer    `gorm:"constraint:orders_customer_id_fkey,OnDelete:NO ACTION"`
	Lines    []OrderLine `gorm:"constraint:order_lines_order_id_fkey,OnDelete:CASCADE"`
}

type OrderLine struct {
	OrderID   int32   `gorm:"primaryKey"`
	BookID    int64   `gorm:"primaryKey"`
	Quantity  int32   `gorm:"not null;check:order_lines_quantity_check,quantity > 0"`
	UnitPrice float64 `gorm:"precision:10;scale:2;not null"`

	Book Book `gorm:"constraint:order_lines_book_id_fkey,OnDelete:NO ACTION"`
}
