"""Customers and what they order.

Revision ID: 8b6e2d90c1f5
Revises: 3f1c0a52d7e4
Create Date: 2024-01-02 09:30:00.000000

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = '8b6e2d90c1f5'
down_revision = '3f1c0a52d7e4'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        'customers',
        sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column('email', sa.Text(), nullable=False),
        sa.Column('name', sa.Text(), nullable=False),
        sa.Column('fax', sa.String(length=30), nullable=True),
        sa.Column('created_at', sa.DateTime(), server_default=sa.text('now()'), nullable=False),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('email', name=op.f('customers_email_key')),
    )
    op.create_table(
        'orders',
        sa.Column('id', sa.Integer(), sa.Identity(always=True), nullable=False),
        sa.Column('customer_id', sa.BigInteger(), nullable=False),
        sa.Column(
            'status',
            sa.Enum('open', 'paid', 'shipped', 'cancelled', name='order_status'),
            server_default='open',
            nullable=False,
        ),
        sa.Column('placed_at', sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.ForeignKeyConstraint(['customer_id'], ['customers.id']),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_table(
        'order_lines',
        sa.Column('order_id', sa.Integer(), nullable=False),
        sa.Column('book_id', sa.BigInteger(), nullable=False),
        sa.Column('quantity', sa.Integer(), nullable=False),
        sa.Column('unit_price', sa.Numeric(precision=10, scale=2), nullable=False),
        sa.CheckConstraint('quantity > 0', name='order_lines_quantity_check'),
        sa.ForeignKeyConstraint(['book_id'], ['books.id']),
        sa.ForeignKeyConstraint(['order_id'], ['orders.id'], ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('order_id', 'book_id'),
    )


def downgrade():
    op.drop_table('order_lines')
    op.drop_table('orders')
    op.drop_table('customers')
    sa.Enum(name='order_status').drop(op.get_bind())
