package org.bookshop.orders;

import jakarta.persistence.*;
import java.io.Serializable;
import java.math.BigDecimal;
import org.bookshop.catalogue.Book;
import org.hibernate.annotations.*;

@Entity
@Table(name = "order_lines")
@Check(name = "order_lines_quantity_check", constraints = "quantity > 0")
public class OrderLine {
    @Embeddable
    public record Key(Integer orderId, Long bookId) implements Serializable {}

    @EmbeddedId
    private Key key;

    @MapsId("orderId")
    @ManyToOne
    @JoinColumn(name = "order_id", foreignKey = @ForeignKey(name = "order_lines_order_id_fkey"))
    @OnDelete(action = OnDeleteAction.CASCADE)
    private Order order;

    @MapsId("bookId")
    @ManyToOne
    @JoinColumn(name = "book_id", foreignKey = @ForeignKey(name = "order_lines_book_id_fkey"))
    private Book book;

    private int quantity;

    @Column(nullable = false, precision = 10, scale = 2)
    private BigDecimal unitPrice;
}
