package org.bookshop.stock;

import jakarta.persistence.*;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.View;

@Entity
@Immutable
@Table(name = "books_to_reorder")
@View(query = """
        select b.id, b.isbn, b.title, s.on_hand
        from books b
        join stock s on s.book_id = b.id
        where s.on_hand <= s.reorder_at""")
public class BookToReorder {
    @Id
    private Long id;

    private String isbn;

    private String title;

    private int onHand;
}
