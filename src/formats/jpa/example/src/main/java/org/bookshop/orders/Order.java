package org.bookshop.orders;

import jakarta.persistence.*;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.ColumnDefault;

@Entity
@Table(name = "orders")
public class Order {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Integer id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "customer_id", foreignKey = @ForeignKey(name = "orders_customer_id_fkey"))
    private Customer customer;

    @Enumerated(EnumType.STRING)
    @ColumnDefault("'open'")
    @Column(nullable = false, columnDefinition = "order_status")
    private OrderStatus status = OrderStatus.open;

    @ColumnDefault("now()")
    @Column(nullable = false, columnDefinition = "timestamptz")
    private Instant placedAt;

    @OneToMany(mappedBy = "order")
    private List<OrderLine> lines = new ArrayList<>();
}
