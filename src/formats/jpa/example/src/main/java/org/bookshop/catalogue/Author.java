package org.bookshop.catalogue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.LocalDate;
import org.bookshop.Numbered;

@Entity
@Table(name = "authors")
public class Author extends Numbered {
    @Column(nullable = false, columnDefinition = "text")
    private String name;

    private LocalDate born;
}
