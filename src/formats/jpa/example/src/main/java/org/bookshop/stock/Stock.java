package org.bookshop.stock;

import jakarta.persistence.*;
import org.bookshop.catalogue.Book;
import org.hibernate.annotations.*;

@Entity
@Table(name = "stock")
public class Stock {
    @Id
    private Long bookId;

    @MapsId
    @OneToOne
    @JoinColumn(name = "book_id", foreignKey = @ForeignKey(name = "stock_book_id_fkey"))
    @OnDelete(action = OnDeleteAction.CASCADE)
    private Book book;

    @ColumnDefault("0")
    @Check(name = "stock_on_hand_check", constraints = "on_hand >= 0")
    private int onHand;

    @ColumnDefault("5")
    private int reorderAt = 5;

    @Column(columnDefinition = "text")
    private String shelf;
}
