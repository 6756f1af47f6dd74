package models

import "time"

type Author struct {
	ID   int64      `gorm:"primaryKey"`
	Name string     `gorm:"not null"`
	Born *time.Time `gorm:"type:date"`
}

// Book is one row an edition: a hardcover and its paperback are two books.
type Book struct {
	ID          int64      `gorm:"primaryKey"`
	ISBN        string     `gorm:"column:isbn;type:char(13);not null;uniqueIndex:books_isbn_key"`
	Title       string     `gorm:"not null"`
	Price       float32    `gorm:"type:real;not null"`
	PublishedOn *time.Time `gorm:"type:date"`

	Authors []BookAuthor `gorm:"constraint:book_authors_book_id_fkey,OnDelete:CASCADE"`
}

type BookAuthor struct {
	BookID   int64  `gorm:"primaryKey"`
	AuthorID int64  `gorm:"primaryKey;index:book_authors_author_id_idx"`
	Author   Author `gorm:"constraint:book_authors_author_id_fkey,OnDelete:NO ACTION"`
}
