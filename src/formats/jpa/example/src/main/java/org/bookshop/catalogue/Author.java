package org.bookshop.catalogue;

import jakarta.persistence.*;
import java.time.LocalDate;
import org.bookshop.Numbered;

@Entity
@Table(name = "authors")
public class Author extends Numbered {
    @Column(nullable = false, columnDefinition = "text")
    private String name;

    private LocalDate born;
}
