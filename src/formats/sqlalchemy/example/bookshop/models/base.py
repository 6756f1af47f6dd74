import datetime
from typing import Annotated

from sqlalchemy import BigInteger, DateTime, Identity, Text
from sqlalchemy.orm import DeclarativeBase, mapped_column

bigkey = Annotated[int, mapped_column(BigInteger, Identity(always=True), primary_key=True)]
moment = Annotated[datetime.datetime, "with a time zone"]


class Base(DeclarativeBase):
    type_annotation_map = {
        str: Text,
        moment: DateTime(timezone=True),
    }
