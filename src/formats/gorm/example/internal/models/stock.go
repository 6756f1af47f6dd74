package models

// Stock is what lies on which shelf.
type Stock struct {
	BookID    int64 `gorm:"primaryKey;autoIncrement:false"`
	OnHand    int32 `gorm:"not null;default:0;check:stock_on_hand_check,on_hand >= 0"`
	ReorderAt int32 `gorm:"not null;default:5"`
	Shelf     *string

	Book Book `gorm:"constraint:stock_book_id_fkey,OnDelete:CASCADE"`
}

// TableName keeps the singular: stock is one thing.
func (Stock) TableName() string {
	return "stock"
}
