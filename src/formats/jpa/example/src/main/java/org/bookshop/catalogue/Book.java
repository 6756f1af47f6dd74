package org.bookshop.catalogue;

import jakarta.persistence.*;
import java.time.LocalDate;
import java.util.Set;
import org.bookshop.Numbered;
import org.hibernate.annotations.*;
import org.hibernate.type.SqlTypes;

@Entity
@Table(name = "books", uniqueConstraints = @UniqueConstraint(name = "books_isbn_key", columnNames = "isbn"))
@Comment("One row an edition: a hardcover and its paperback are two books.")
public class Book extends Numbered {
    @Column(length = 13, nullable = false)
    @JdbcTypeCode(SqlTypes.CHAR)
    private String isbn;

    @Column(nullable = false, columnDefinition = "text")
    private String title;

    private float price;

    private LocalDate publishedOn;

    @ManyToMany
    @JoinTable(
            name = "book_authors",
            joinColumns = @JoinColumn(
                    name = "book_id",
                    foreignKey = @ForeignKey(name = "book_authors_book_id_fkey")),
            inverseJoinColumns = @JoinColumn(
                    name = "author_id",
                    foreignKey = @ForeignKey(name = "book_authors_author_id_fkey")),
            indexes = @Index(name = "book_authors_author_id_idx", columnList = "author_id"))
    @OnDelete(action = OnDeleteAction.CASCADE)
    private Set<Author> authors;
}
