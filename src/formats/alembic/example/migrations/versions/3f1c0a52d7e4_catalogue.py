"""Authors, books and who wrote what.

Revision ID: 3f1c0a52d7e4
Revises:
Create Date: 2024-01-01 09:30:00.000000

"""
from alembic import op
import sqlalchemy as sa

# revision identifiers, used by Alembic.
revision = '3f1c0a52d7e4'
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        'authors',
        sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column('name', sa.Text(), nullable=False),
        sa.Column('born', sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_table(
        'books',
        sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column('isbn', sa.CHAR(length=13), nullable=False),
        sa.Column('title', sa.Text(), nullable=False),
        sa.Column('price', sa.REAL(), nullable=False),
        sa.Column('published_on', sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('isbn', name=op.f('books_isbn_key')),
        comment='One row an edition: a hardcover and its paperback are two books.',
    )
    op.create_table(
        'book_authors',
        sa.Column('book_id', sa.BigInteger(), nullable=False),
        sa.Column('author_id', sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(['author_id'], ['authors.id']),
        sa.ForeignKeyConstraint(['book_id'], ['books.id'], ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('book_id', 'author_id'),
    )
    op.create_index(op.f('book_authors_author_id_idx'), 'book_authors', ['author_id'], unique=False)


def downgrade():
    op.drop_index(op.f('book_authors_author_id_idx'), table_name='book_authors')
    op.drop_table('book_authors')
    op.drop_table('books')
    op.drop_table('authors')
