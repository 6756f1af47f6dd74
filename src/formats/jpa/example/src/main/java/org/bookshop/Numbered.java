package org.bookshop;

import jakarta.persistence.*;

/** The key that most tables have. */
@MappedSuperclass
public abstract class Numbered {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    public Long getId() {
        return id;
    }
}
