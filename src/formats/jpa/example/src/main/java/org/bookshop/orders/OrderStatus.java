package org.bookshop.orders;

public enum OrderStatus {
    open,
    paid,
    shipped,
    cancelled
}
