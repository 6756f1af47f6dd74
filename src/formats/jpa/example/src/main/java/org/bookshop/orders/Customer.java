package org.bookshop.orders;

import jakarta.persistence.*;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDateTime;
import org.bookshop.Numbered;
import org.hibernate.annotations.ColumnDefault;

@Entity
@Table(name = "customers", uniqueConstraints = @UniqueConstraint(name = "customers_email_key", columnNames = "email"))
public class Customer extends Numbered {
    @NotNull
    @Column(columnDefinition = "text")
    private String email;

    @NotNull
    @Column(columnDefinition = "text")
    private String name;

    @Size(max = 30)
    private String fax;

    @ColumnDefault("now()")
    @Column(nullable = false, columnDefinition = "timestamp")
    private LocalDateTime createdAt;
}
