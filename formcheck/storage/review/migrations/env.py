"""Runs the migrations over the connection that `formcheck.storage.review.database` hands in."""

from alembic import context

from formcheck.storage.review.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite changes a table by making it again
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
