"""What lies on which shelf.

Revision ID: c47d19e803ab
Revises: 8b6e2d90c1f5
Create Date: 2024-01-03 09:30:00.000000

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = 'c47d19e803ab'
down_revision = '8b6e2d90c1f5'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        'stock',
        sa.Column('book_id', sa.BigInteger(), nullable=False),
        sa.Column('on_hand', sa.Integer(), server_default=sa.text('0'), nullable=False),
        sa.Column('reorder_at', sa.Integer(), server_default=sa.text('5'), nullable=False),
        sa.Column('shelf', sa.Text(), nullable=True),
        sa.CheckConstraint('on_hand >= 0', name='stock_on_hand_check'),
        sa.ForeignKeyConstraint(['book_id'], ['books.id'], ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('book_id'),
    )
    op.execute(
        """
        CREATE VIEW books_to_reorder AS
        SELECT b.id, b.isbn, b.title, s.on_hand
        FROM books b
        JOIN stock s ON s.book_id = b.id
        WHERE s.on_hand <= s.reorder_at
        """
    )


def downgrade():
    op.execute('DROP VIEW books_to_reorder')
    op.drop_table('stock')
