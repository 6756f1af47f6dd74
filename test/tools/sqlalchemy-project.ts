/** Models in the words of SQLAlchemy 1.4, which Debian has; those of 2.0 are in test/formats/sqlalchemy.test.ts. */
const BASE = `import enum
from sqlalchemy import Column, DateTime, ForeignKey, Integer, MetaData, String, Text, TypeDecorator, func
from sqlalchemy.orm import declarative_base, declared_attr, has_inherited_table

metadata = MetaData(naming_convention={
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
})


class Named:
    @declared_attr
    def __tablename__(cls):
        if has_inherited_table(cls):
            return None
        return cls.__name__.lower() + "s"


Base = declarative_base(metadata=metadata, cls=Named)


class Words(TypeDecorator):
    impl = String(80)
    cache_ok = True


class Stamped:
    made_at = Column(DateTime, nullable=False, server_default=func.now())
    note = Column(Text)

    @declared_attr
    def maker_id(cls):
        return Column(ForeignKey("persons.id", ondelete="SET NULL"), index=True)


class Kind(enum.Enum):
    small = "s"
    big = "b"
    very_big = "vb"
`;

const MODELS = `from sqlalchemy import (
    BigInteger, Boolean, CheckConstraint, Column, Date, Enum, Float, ForeignKey, ForeignKeyConstraint, Index, Integer, Interval,
    JSON, LargeBinary, Numeric, PrimaryKeyConstraint, SmallInteger, String, Table, Text, Time, Unicode, UniqueConstraint, text,
)
from sqlalchemy.orm import relationship

from .base import Base, Kind, Stamped, Words

BigKey = BigInteger().with_variant(Integer, "sqlite")


class Person(Base):
    id = Column(BigKey, primary_key=True)
    email = Column("email_address", String(200), nullable=False, unique=True)
    name = Column(Unicode(50), index=True)
    code = Column(String(9), unique=True, index=True)
    active = Column(Boolean, nullable=False, server_default=text("'1'"))
    height = Column(Float)
    owed = Column(Numeric(12, 2), nullable=False, server_default="0.00")
    born = Column(Date)
    wakes = Column(Time)
    rank = Column(SmallInteger, server_default=text("3"), default=4)


class Article(Stamped, Base):
    id = Column(Integer, primary_key=True)
    type = Column(String(20), nullable=False)
    title = Column(Words, nullable=False)
    kind = Column(Enum(Kind, name="article_kind"), nullable=False, server_default="small")
    mood = Column(Enum("up", "down", name="mood", native_enum=False))
    body = Column(Text)
    blob = Column(LargeBinary)
    meta = Column(JSON)
    takes = Column(Interval)
    tags = relationship("Tag", secondary="article_tags")
    __mapper_args__ = {"polymorphic_on": type}
    __table_args__ = (
        UniqueConstraint("title", "kind"),
        CheckConstraint("length(title) > 2", name="titled"),
        Index("by_kind_and_time", kind, "made_at"),
    )


class Review(Article):
    stars = Column(Integer)


class Story(Article):
    __tablename__ = "stories"
    id = Column(ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)
    place = Column(String(40), nullable=False)


class Tag(Base):
    word = Column(String(30), primary_key=True)


article_tags = Table(
    "article_tags",
    Base.metadata,
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("word", ForeignKey(Tag.word), primary_key=True),
)


class Issue(Base):
    year = Column(Integer, primary_key=True, autoincrement=False)
    number = Column(Integer, primary_key=True, autoincrement=False)


class Page(Base):
    id = Column(Integer)
    year = Column(Integer, nullable=False)
    number = Column(Integer, nullable=False)
    article_id = Column(ForeignKey(Article.id, name="page_of"))
    __table_args__ = (
        PrimaryKeyConstraint("id", name="the_page"),
        ForeignKeyConstraint(["year", "number"], ["issues.year", "issues.number"], onupdate="CASCADE"),
    )


Index("by_issue", Page.year, Page.number)
`;

const BUILD = `import sys
from sqlalchemy import create_engine
from shop.base import Base
import shop.models

Base.metadata.create_all(create_engine(sys.argv[1]))
`;

export const SQLALCHEMY_PROJECT: Readonly<Record<string, string>> = {
  'requirements.txt': 'SQLAlchemy==1.4.46\n',
  'shop/__init__.py': '',
  'shop/base.py': BASE,
  'shop/models.py': MODELS,
  'build.py': BUILD,
};
